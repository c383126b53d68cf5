package io.weir.runtime.connector.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** The transactions of a broker. */
public record Transactions(String address) {
  /** The identifiers of those that have begun and not ended. */
  public List<String> open() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      List<String> open = new ArrayList<>();
      for (TransactionListing listing : admin.listTransactions().all().get()) {
        if (listing.state() == TransactionState.ONGOING) {
          open.add(listing.transactionalId());
        }
      }
      return open;
    }
  }
}
