namespace Nanobot.Platform.Bus.Events;

/// <summary>The broker lost its mark while a batch was sent; the batch stays in the outbox and the next look publishes the window anew.</summary>
internal sealed class BrokerLostEntriesException() : Exception("The broker lost its entries while a batch was sent.");
