namespace Nanobot.Platform.Bus.Events;

/// <summary>Why an event was put aside; stable codes.</summary>
internal static class DeadLetterReason
{
    /// <summary>The bytes are no CloudEvent, or lack a member that is needed.</summary>
    public const string Malformed = "malformed";

    /// <summary>The signed context is missing or not genuine.</summary>
    public const string ContextInvalid = "context_invalid";

    /// <summary>The signed context is genuine but is not of the module, the tenant and the user that the event names.</summary>
    public const string ContextMismatch = "context_mismatch";

    /// <summary>The data cannot be read as the event of this topic.</summary>
    public const string DataInvalid = "data_invalid";

    /// <summary>The handler failed at every attempt.</summary>
    public const string HandlerFailed = "handler_failed";

    /// <summary>Handling began many times and never came to an end, as when it ends the process.</summary>
    public const string NeverFinished = "never_finished";
}
