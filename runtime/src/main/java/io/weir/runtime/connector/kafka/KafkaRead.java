package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.message.MessageDecoding;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is read of messages: the columns that a query needs, and where each comes from.
 *
 * @param table the table's name
 * @param changelog what messages do to rows
 * @param schema the needed columns
 * @param keySchema those from the key
 * @param key reads keys, if any is needed
 * @param valueSchema those from the value, and then what its format tells about it
 * @param value reads values
 * @param about those that are metadata
 * @param aboutKeys what each of them is
 * @param places for each needed column which part it comes from, and where it is there
 */
record KafkaRead(
    String table,
    ChangelogKind changelog,
    Schema schema,
    Schema keySchema,
    Optional<MessageDecoding> key,
    Schema valueSchema,
    MessageDecoding value,
    Schema about,
    List<String> aboutKeys,
    List<Place> places) {
  /** A part of a message. */
  enum Part {
    KEY,
    VALUE,
    /** What the format of values tells; read with them, in the columns behind theirs. */
    ABOUT_VALUE,
    ABOUT
  }

  /** A column of a part. */
  record Place(Part part, int index) {}

  static KafkaRead of(
      String table,
      Schema schema,
      List<Integer> needed,
      KafkaColumns columns,
      KafkaOptions options) {
    List<Integer> keyNeeded = new ArrayList<>();
    List<Integer> valueNeeded = new ArrayList<>();
    List<Field> about = new ArrayList<>();
    List<String> aboutKeys = new ArrayList<>();
    List<Field> ofValue = new ArrayList<>();
    List<String> ofValueKeys = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (int column : needed) {
      String metadata = columns.metadata().getOrDefault(column, "");
      if (metadata.startsWith(KafkaColumns.OF_VALUE)) {
        places.add(new Place(Part.ABOUT_VALUE, ofValue.size()));
        ofValue.add(schema.field(column));
        ofValueKeys.add(metadata.substring(KafkaColumns.OF_VALUE.length()));
      } else if (columns.metadata().containsKey(column)) {
        places.add(new Place(Part.ABOUT, about.size()));
        about.add(schema.field(column));
        aboutKeys.add(columns.metadata().get(column));
      } else if (isFromKey(column, columns, options)) {
        places.add(new Place(Part.KEY, keyNeeded.size()));
        keyNeeded.add(columns.key().indexOf(column));
      } else {
        places.add(new Place(Part.VALUE, valueNeeded.size()));
        valueNeeded.add(columns.value().indexOf(column));
      }
    }
    // A decoder lists its columns in the order of the format's schema.
    List<Integer> keySorted = keyNeeded.stream().sorted().toList();
    List<Integer> valueSorted = valueNeeded.stream().sorted().toList();
    List<Place> sorted = new ArrayList<>();
    for (Place place : places) {
      sorted.add(
          switch (place.part()) {
            case KEY -> new Place(Part.KEY, keySorted.indexOf(keyNeeded.get(place.index())));
            case VALUE ->
                new Place(Part.VALUE, valueSorted.indexOf(valueNeeded.get(place.index())));
            case ABOUT_VALUE -> new Place(Part.VALUE, valueSorted.size() + place.index());
            case ABOUT -> place;
          });
    }
    String valueKey = options.valueFormatKey();
    Optional<MessageDecoding> key = Optional.empty();
    if (options.isSet(KafkaOptions.KEY_FORMAT) && !keySorted.isEmpty()) {
      key =
          Optional.of(
              options
                  .keyFormat()
                  .decoding(
                      new FileColumns(table, columns.keySchema(), keySorted),
                      options.formatOptions(KafkaOptions.KEY_FORMAT)));
    }
    return new KafkaRead(
        table,
        changelog(options),
        schema.project(needed),
        columns.keySchema().project(keySorted),
        key,
        valueSchema(columns.valueSchema().project(valueSorted), ofValue),
        options
            .valueFormat()
            .decoding(
                new FileColumns(table, columns.valueSchema(), valueSorted),
                options.formatOptions(valueKey),
                ofValueKeys),
        new Schema(about),
        aboutKeys,
        sorted);
  }

  private static Schema valueSchema(Schema rows, List<Field> details) {
    List<Field> all = new ArrayList<>(rows.fields());
    all.addAll(details);
    return new Schema(all);
  }

  /** A message that deletes has a key only. */
  private static boolean isFromKey(int column, KafkaColumns columns, KafkaOptions options) {
    return columns.key().contains(column)
        && (options.isUpsert() || !columns.value().contains(column));
  }

  private static ChangelogKind changelog(KafkaOptions options) {
    if (options.isUpsert()) {
      return ChangelogKind.UPSERT;
    }
    return options.valueFormat().hasRowKinds() ? ChangelogKind.RETRACT : ChangelogKind.INSERT_ONLY;
  }
}
