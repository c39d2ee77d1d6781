namespace Nanobot.Platform.Metering.Accounts;

/// <summary>States of a call's row, as the database writes them.</summary>
internal static class CallState
{
    /// <summary>It runs.</summary>
    public const string Reserved = "reserved";

    /// <summary>The model has answered.</summary>
    public const string Settled = "settled";

    /// <summary>It ended without a whole answer: broken off, cancelled, refused by its server.</summary>
    public const string Failed = "failed";

    /// <summary>Its process died: what it came to is an estimate.</summary>
    public const string Abandoned = "abandoned";
}
