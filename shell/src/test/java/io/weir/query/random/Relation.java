package io.weir.query.random;

import java.util.List;

/** What can stand in FROM, in both dialects. */
interface Relation {
  /** Its columns, qualified by its alias. */
  List<Expression> columns();

  String weir();

  String duck();

  /** Smaller relations that may do in its place; some are not valid. */
  List<Relation> simpler();
}
