using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Policies;
using Nanobot.Services.Tenants.Quotas;
using Npgsql;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>What a tenant's rules come to, and when that may change.</summary>
internal sealed partial class RuledAmounts(TierTable tiers, IOptions<QuotaRuleOptions> options, TimeProvider time, ILogger<RuledAmounts> logger)
{
    private const string Select = $"select {QuotaRuleRow.Columns} from quota_rules where tenant_id = $1 order by name";

    private const string Note = "update quota_rules set holds = $3, due_at = $4, load_mean = $5::double precision, load_at = $6::timestamptz, load_holds = $7 where tenant_id = $1 and name = $2";

    // For one that cannot be read: it is not in force, and is looked at again now and then.
    private static readonly TimeSpan Unreadable = TimeSpan.FromHours(1);

    /// <summary>The lines of a tenant that is held, with what its rules come to now; notes of each rule whether it holds and when to look again.</summary>
    /// <param name="transaction">In which the tenant is held.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="load">Its load in percent, measured just before; null where it was not: rules go by what they know.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<QuotaLines> EvaluateAsync(
        PlatformTransaction transaction, TenantQuotas tenant, QuotaLines lines, double? load, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var usual = tiers.Of(tenant.Tier).With(QuotaText.Read(lines.Own), now);
        var zone = ZoneName.TryParse(tenant.TimeZone, out var name) ? name.Zone : TimeZoneInfo.Utc;
        var amounts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (ruleName, rule, known) in await transaction.QueryAsync(new Sql(Select, tenant.TenantId), ReadOrNull, cancellationToken))
        {
            var (holds, lookAgain, state) = Judge(rule, known, load, now, zone);
            if (holds && QuotaType.TryParse(rule!.Quota, out var type) && rule.AmountOf(type, usual[type]) is { } amount)
            {
                // Of several that hold for one quota the least counts.
                amounts[type.Value] = amounts.TryGetValue(type.Value, out var other) ? Math.Min(other, amount) : amount;
            }

            await transaction.ExecuteAsync(cancellationToken,
                new Sql(Note, tenant.TenantId, ruleName, holds, lookAgain, state?.Mean, state?.At, state?.Holds ?? false) { IsBookkeeping = true });
        }

        return lines with { Ruled = QuotaText.Write(amounts.Select(static pair => new QuotaGrant(pair.Key, pair.Value))) };
    }

    private (bool Holds, DateTimeOffset LookAgain, LoadState? State) Judge(QuotaRule? rule, LoadState? known, double? load, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (rule is null)
        {
            return (false, now + Unreadable, known);
        }

        var (holds, lookAgain) = rule.When!.Schedule is { } schedule ? TimeConditions.At(schedule, now, zone) : (true, DateTimeOffset.MaxValue);
        if (rule.When.Load is not { } condition)
        {
            return (holds, lookAgain, null);
        }

        var measureAgain = now + options.Value.MeasureEvery;
        var state = (known ?? LoadState.None(now)).After(load, condition, now, options.Value.MeanOver);
        return (holds && state.Holds, lookAgain < measureAgain ? lookAgain : measureAgain, state);
    }

    private (string Name, QuotaRule? Rule, LoadState? Load) ReadOrNull(NpgsqlDataReader row)
    {
        try
        {
            var (rule, _, load, _, _, _) = QuotaRuleRow.Read(row);
            // What another version took may be none for this one.
            var wrong = false;
            if (rule.When!.Schedule is { } schedule)
            {
                TimeConditions.Check(schedule, "", (_, _) => wrong = true);
            }

            var errors = new ValidationErrors();
            rule.When.Load?.Check(errors);
            wrong |= errors.ToRefusal() is not null || rule.When is { Schedule: null, Load: null };
            return (row.GetString(0), wrong || (rule.Amount is null && rule.Factor is null) || rule.Minimum > rule.Maximum ? null : rule, load);
        }
        catch (Exception exception) when (exception is JsonException or StoredDataException or InvalidCastException or OverflowException)
        {
            Log.Unreadable(logger, row.GetString(0), exception.GetType().Name);
            return (row.GetString(0), null, null);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The rule {Rule} cannot be read and is not in force: {Fault}")]
        public static partial void Unreadable(ILogger logger, string rule, string fault);
    }
}
