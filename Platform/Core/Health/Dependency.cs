namespace Nanobot.Platform.Core.Health;

/// <summary>Something that a module works with, as it stands: names and states, never an address.</summary>
/// <param name="Name">For example <c>database</c>, or a module's name.</param>
/// <param name="Kind">store, broker or module.</param>
/// <param name="State">ready, not_ready, or unknown for a module that has said nothing of itself.</param>
/// <param name="Reason">Why it is not ready, in a word; null where it is.</param>
/// <param name="Since">Since when it is so, as far as this process has seen.</param>
/// <param name="IsRequired">Whether the module is not ready without it.</param>
public sealed record Dependency(string Name, string Kind, string State, string? Reason, DateTimeOffset Since, bool IsRequired)
{
    /// <summary>Of a store.</summary>
    public const string Store = "store";

    /// <summary>Of what carries events.</summary>
    public const string Broker = "broker";

    /// <summary>Of another module.</summary>
    public const string Module = "module";

    /// <summary>Of a module that has said nothing of itself.</summary>
    public const string Unknown = "unknown";
}
