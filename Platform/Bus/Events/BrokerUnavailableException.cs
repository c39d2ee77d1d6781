namespace Nanobot.Platform.Bus.Events;

/// <summary>The broker did not take a batch, or not all of it; what it did not take stays in the outbox.</summary>
internal sealed class BrokerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
