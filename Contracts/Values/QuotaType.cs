namespace Nanobot.Contracts.Values;

/// <summary>What a tenant may use only so much of.</summary>
public sealed record QuotaType : Choice<QuotaType>, IChoice<QuotaType>
{
    private QuotaType(string value, string unit)
        : base(value) => Unit = unit;

    /// <summary>Model tokens of a day in the tenant's zone, in and out together.</summary>
    public static QuotaType TokensPerDay { get; } = new("tokens_per_day", "token");

    /// <summary>Model tokens of one request, in and out together.</summary>
    public static QuotaType TokensPerRequest { get; } = new("tokens_per_request", "token");

    /// <summary>Requests at the gateway: that many at once, and that many again evenly over each minute.</summary>
    public static QuotaType ApiCallsPerMinute { get; } = new("api_calls_per_minute", "call");

    /// <summary>Requests at the gateway in a day in the tenant's zone.</summary>
    public static QuotaType ApiCallsPerDay { get; } = new("api_calls_per_day", "call");

    /// <summary>Requests that run at the same time.</summary>
    public static QuotaType ConcurrentRequests { get; } = new("concurrent_requests", "request");

    /// <summary>What workspaces hold, in megabytes (10^6 octets).</summary>
    public static QuotaType Storage { get; } = new("storage", "MB");

    /// <summary>Agents that stand.</summary>
    public static QuotaType Agents { get; } = new("agents", "agent");

    /// <summary>Sessions that are kept.</summary>
    public static QuotaType Sessions { get; } = new("sessions", "session");

    /// <summary>Plugins that are switched on.</summary>
    public static QuotaType Plugins { get; } = new("plugins", "plugin");

    /// <summary>Tools of the tenant's own.</summary>
    public static QuotaType CustomTools { get; } = new("custom_tools", "tool");

    /// <inheritdoc />
    public static IReadOnlyList<QuotaType> All { get; } =
        [TokensPerDay, TokensPerRequest, ApiCallsPerMinute, ApiCallsPerDay, ConcurrentRequests, Storage, Agents, Sessions, Plugins, CustomTools];

    /// <summary>What is counted.</summary>
    public string Unit { get; }
}
