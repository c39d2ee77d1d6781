namespace Nanobot.Contracts.Values;

/// <summary>What a tenant may use only so much of.</summary>
public sealed record QuotaType : Choice<QuotaType>, IChoice<QuotaType>
{
    /// <summary>The most that can be said of any, in its smallest part.</summary>
    public const long Most = 1_000_000_000_000;

    private const int MoneyPlaces = 6;
    private const long Millionths = 1_000_000;

    private QuotaType(string value, string unit, bool isOptional = false, int places = 0)
        : base(value) => (Unit, IsOptional, Places) = (unit, isOptional, places);

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

    /// <summary>Money that model calls of a day in the tenant's zone cost, in the price list's currency.</summary>
    public static QuotaType MoneyPerDay { get; } = new("money_per_day", "money", isOptional: true, MoneyPlaces);

    /// <summary>Model tokens of one run, a chat turn or a report with all its calls, in and out together.</summary>
    public static QuotaType TokensPerRun { get; } = new("tokens_per_run", "token", isOptional: true);

    /// <summary>Money that the model calls of one run cost.</summary>
    public static QuotaType MoneyPerRun { get; } = new("money_per_run", "money", isOptional: true, MoneyPlaces);

    /// <summary>Calls of tools in one run.</summary>
    public static QuotaType ToolCallsPerRun { get; } = new("tool_calls_per_run", "call", isOptional: true);

    /// <inheritdoc />
    public static IReadOnlyList<QuotaType> All { get; } =
    [
        TokensPerDay, TokensPerRequest, ApiCallsPerMinute, ApiCallsPerDay, ConcurrentRequests, Storage, Agents, Sessions, Plugins, CustomTools,
        MoneyPerDay, TokensPerRun, MoneyPerRun, ToolCallsPerRun,
    ];

    /// <summary>What is counted.</summary>
    public string Unit { get; }

    /// <summary>Whether nothing limits it until somebody says an amount; of the others each plan has one.</summary>
    public bool IsOptional { get; }

    /// <summary>How many places behind the point its amounts may have where people see them: 6 for money, else none. Within, amounts are whole numbers of the last place.</summary>
    public int Places { get; }

    /// <summary>The largest amount as people see it.</summary>
    public decimal Largest => Shown(Most);

    /// <summary>What an amount has to be, for whoever gave another one.</summary>
    public string AmountForm => Places == 0
        ? FormattableString.Invariant($"must be a whole number from 0 to {Largest}")
        : FormattableString.Invariant($"must be a number from 0 to {Largest}, with at most {Places} places behind the point");

    /// <summary>An amount as people see it.</summary>
    public decimal Shown(long amount) => Places == 0 ? amount : amount / (decimal)Millionths;

    /// <inheritdoc cref="Shown(long)" />
    public decimal? Shown(long? amount) => amount is { } some ? Shown(some) : null;

    /// <summary>The amount that people wrote so; null where it is none.</summary>
    public long? Counted(decimal shown) => shown >= 0 && shown <= Largest && shown.Scale <= Places ? (long)(Places == 0 ? shown : shown * Millionths) : null;
}
