namespace Nanobot.Platform.Core.Configuration;

/// <summary>A service cannot start, for a reason that the message states together with what to do about it.</summary>
/// <param name="message">Names the setting or resource, why, and what to do.</param>
/// <param name="inner">The cause, for the debug log.</param>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The message alone: the host writes this to its log when a start fails, and where in the code says nothing more.</summary>
    public override string ToString() => Message;
}
