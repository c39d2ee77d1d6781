namespace Nanobot.AppHost.Running;

/// <summary>The suite cannot start, for a reason that the message states together with what to do about it.</summary>
internal sealed class StartFailedException(string message, Exception? inner = null) : Exception(message, inner);
