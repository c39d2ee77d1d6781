namespace Nanobot.Platform.Webhooks;

/// <summary>Why a delivery came to nothing, as histories and events say it.</summary>
public static class DeliveryCodes
{
    /// <summary>The receiver answered, and with no 2xx; the status stands beside it.</summary>
    public const string Refused = "WEBHOOK_REFUSED";

    /// <summary>The receiver answered 410: it wants nothing of this any more.</summary>
    public const string Gone = "WEBHOOK_GONE";

    /// <summary>The receiver did not answer in time.</summary>
    public const string Timeout = "WEBHOOK_TIMEOUT";

    /// <summary>No connection, or none that held.</summary>
    public const string Unreachable = "WEBHOOK_UNREACHABLE";

    /// <summary>The address leads nowhere in the public network, or where nobody is asked.</summary>
    public const string Blocked = "WEBHOOK_BLOCKED";

    /// <summary>No key opens the secret.</summary>
    public const string Sealed = "WEBHOOK_SECRET_SEALED";

    /// <summary>The processes of all tries died.</summary>
    public const string Unfinished = "WEBHOOK_UNFINISHED";
}
