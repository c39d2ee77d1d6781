using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Policies;
using Nanobot.Services.Tenants.Quotas;
using Npgsql;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>What a tenant's rules come to, and when that may change.</summary>
internal sealed partial class RuledAmounts(TierTable tiers, TimeProvider time, ILogger<RuledAmounts> logger)
{
    private const string Select = $"select {QuotaRuleRow.Columns} from quota_rules where tenant_id = $1 order by name";

    private const string Note = "update quota_rules set holds = $3, due_at = $4 where tenant_id = $1 and name = $2";

    // For one that cannot be read: it is not in force, and is looked at again now and then.
    private static readonly TimeSpan Unreadable = TimeSpan.FromHours(1);

    /// <summary>The lines of a tenant that is held, with what its rules come to now; notes of each rule whether it holds and when to look again.</summary>
    public async Task<QuotaLines> EvaluateAsync(PlatformTransaction transaction, TenantQuotas tenant, QuotaLines lines, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var usual = tiers.Of(tenant.Tier).With(QuotaText.Read(lines.Own), now);
        var zone = ZoneName.TryParse(tenant.TimeZone, out var name) ? name.Zone : TimeZoneInfo.Utc;
        var amounts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (ruleName, rule) in await transaction.QueryAsync(new Sql(Select, tenant.TenantId), ReadOrNull, cancellationToken))
        {
            var (holds, lookAgain) = rule is null ? (false, now + Unreadable) : TimeConditions.At(rule.When!.Schedule!, now, zone);
            if (holds && QuotaType.TryParse(rule!.Quota, out var type))
            {
                // Of several that hold for one quota the least counts.
                var amount = rule.AmountOf(usual[type]);
                amounts[type.Value] = amounts.TryGetValue(type.Value, out var other) ? Math.Min(other, amount) : amount;
            }

            await transaction.ExecuteAsync(cancellationToken, new Sql(Note, tenant.TenantId, ruleName, holds, lookAgain) { IsBookkeeping = true });
        }

        return lines with { Ruled = QuotaText.Write(amounts.Select(static pair => new QuotaGrant(pair.Key, pair.Value))) };
    }

    private (string Name, QuotaRule? Rule) ReadOrNull(NpgsqlDataReader row)
    {
        try
        {
            var rule = QuotaRuleRow.Read(row).Rule;
            // What another version took may be none for this one.
            var wrong = false;
            TimeConditions.Check(rule.When!.Schedule!, "", (_, _) => wrong = true);
            return (row.GetString(0), wrong || (rule.Amount is null && rule.Factor is null) || rule.Minimum > rule.Maximum ? null : rule);
        }
        catch (Exception exception) when (exception is JsonException or StoredDataException or InvalidCastException or OverflowException)
        {
            Log.Unreadable(logger, row.GetString(0), exception.GetType().Name);
            return (row.GetString(0), null);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The rule {Rule} cannot be read and is not in force: {Fault}")]
        public static partial void Unreadable(ILogger logger, string rule, string fault);
    }
}
