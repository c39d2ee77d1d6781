namespace Nanobot.Platform.Limits;

/// <summary>
/// What the installation allows of models and tools beside the plans, of section <c>Limits:Tokens</c>. Money and what is of a run is never more than that,
/// whatever is granted; the tokens of users and keys only while they have no amounts of their own. The same in every module.
/// </summary>
public sealed class InstallationAmounts
{
    /// <summary>Most tokens of a day for each user of a tenant. Default: none of its own; 0 to 1,000,000,000,000.</summary>
    public long? PerUserDay { get; set; }

    /// <summary>Most tokens of a day for each API key. Default: none of its own; 0 to 1,000,000,000,000.</summary>
    public long? PerKeyDay { get; set; }

    /// <summary>Most tokens of one run, a chat turn or a report with all its calls. Default: none; 0 to 1,000,000,000,000.</summary>
    public long? PerRun { get; set; }

    /// <summary>Most money of a day for each tenant, in millionths of the price list's currency. Default: none; 0 to 1,000,000,000,000.</summary>
    public long? MoneyPerDay { get; set; }

    /// <summary>Most money of a day for each user of a tenant, in the same unit. Default: none; 0 to 1,000,000,000,000.</summary>
    public long? MoneyPerUserDay { get; set; }

    /// <summary>Most money of a day for each API key, in the same unit. Default: none; 0 to 1,000,000,000,000.</summary>
    public long? MoneyPerKeyDay { get; set; }

    /// <summary>Most money of one run, in the same unit. Default: none; 0 to 1,000,000,000,000.</summary>
    public long? MoneyPerRun { get; set; }

    /// <summary>Most calls of tools in one run. Default: none; 0 to 1,000,000,000,000.</summary>
    public long? ToolCallsPerRun { get; set; }
}
