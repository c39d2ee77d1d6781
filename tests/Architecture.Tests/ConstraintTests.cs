using Nanobot.Contracts.Values;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.QuotaRules;

namespace Nanobot.Architecture.Tests;

/// <summary>
/// The databases' own checks state some of the domain's rules a second time. Here PostgreSQL itself is asked, text by text,
/// whether they still say the same.
/// </summary>
public sealed class ConstraintTests
{
    private const string Checks = """
        select c.conrelid::regclass::text, a.attname::text, pg_get_expr(c.conbin, c.conrelid)
        from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and array[a.attnum] = c.conkey
        join pg_namespace n on n.oid = c.connamespace
        where c.contype = 'c' and n.nspname = 'public' and a.atttypid = 'text'::regtype
        -- Partitions have the checks of the whole.
        and not (select relispartition from pg_class where oid = c.conrelid)
        """;

    /// <summary>Checks that state a rule of the domain, by service, table and column.</summary>
    private static readonly Dictionary<string, Rule> Same = new(StringComparer.Ordinal)
    {
        // No tenant is made with the reserved word; the check knows the form alone.
        ["Services.Tenants tenants.tenant_id"] = new(text => TenantId.IsValid(text) || text == TenantId.Reserved),
        ["Services.Tenants users.user_id"] = new(UserId.IsValid),
        ["Services.Tenants tenants.tier"] = new(TenantTier.IsValid),
        ["Services.Tenants tenants.status"] = new(TenantStatus.IsValid),
        ["Services.Tenants api_keys.role"] = new(text => text is TenantRole.User or TenantRole.TenantAdmin or TenantRole.Operator),
        // No policy is made with a reserved word; the check knows the form alone.
        ["Services.Tenants policies.name"] = new(text => PolicyName.IsValid(text) || PolicyName.Reserved.Contains(text)),
        ["Services.Tenants quota_rules.name"] = new(QuotaRuleName.IsValid),
        ["Services.Reports all_reports.report_type"] = new(ReportType.IsValid),
        ["Services.Reports all_reports.origin"] = new(ReportOrigin.IsValid),
        ["Services.Reports all_reports.status"] = new(ReportStatus.IsValid),
        ["Services.Reports all_reports.step"] = new(ReportStep.IsValid),
        ["Services.Reports deliveries.channel"] = new(NotificationChannel.IsValid),
        ["Services.Reports deliveries.format"] = new(ReportFormat.IsValid),
        ["Services.Reports deliveries.status"] = new(DeliveryStatus.IsValid),
        ["Services.Reports delivery_webhooks.content"] = new(DeliveryContent.IsValid),
        ["Services.Reports alert_rules.kind"] = new(AlertKind.IsValid),
        ["Services.Reports alert_rules.action"] = new(AlertAction.IsValid),
        ["Services.Reports report_shares.format"] = new(ShareFormat.IsValid),
        ["Services.Reports inboxes.name"] = new(InboxName.IsValid),
    };

    /// <summary>Checks that hold less than the rule, and must let pass what the rule lets pass.</summary>
    private static readonly Dictionary<string, Rule> Looser = new(StringComparer.Ordinal)
    {
        ["Services.Reports all_reports.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports all_reports.user_id"] = new(UserId.IsValid),
        ["Services.Reports all_report_evidence.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports all_report_evidence.user_id"] = new(UserId.IsValid),
        ["Services.Reports deliveries.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports deliveries.user_id"] = new(UserId.IsValid),
        ["Services.Reports delivery_webhooks.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports delivery_webhooks.user_id"] = new(UserId.IsValid),
        ["Services.Reports delivery_addresses.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports delivery_addresses.user_id"] = new(UserId.IsValid),
        ["Services.Reports quiet_hours.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports quiet_hours.user_id"] = new(UserId.IsValid),
        ["Services.Reports alert_rules.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports alert_rules.user_id"] = new(UserId.IsValid),
        ["Services.Reports alert_firings.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports alert_firings.user_id"] = new(UserId.IsValid),
        ["Services.Reports report_texts.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports report_texts.user_id"] = new(UserId.IsValid),
        ["Services.Reports report_retention.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports report_shares.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports report_shares.user_id"] = new(UserId.IsValid),
        ["Services.Reports inboxes.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports inboxes.user_id"] = new(UserId.IsValid),
        ["Services.Reports inbox_addresses.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports inbox_addresses.user_id"] = new(UserId.IsValid),
        ["Services.Reports inbox_items.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports inbox_items.user_id"] = new(UserId.IsValid),
        ["Services.Reports inbox_messages.tenant_id"] = new(TenantId.IsValid),
        ["Services.Reports inbox_messages.user_id"] = new(UserId.IsValid),
        ["Services.Reports all_reports.custom_prompt"] = new(CustomPrompt.IsValid),
        ["Services.Scheduler jobs.tenant_id"] = new(TenantId.IsValid),
        ["Services.Scheduler jobs.user_id"] = new(UserId.IsValid),
        ["Services.Scheduler schedule_calendars.tenant_id"] = new(TenantId.IsValid),
        ["Services.Scheduler run_costs.tenant_id"] = new(TenantId.IsValid),
        ["Services.Scheduler occurrences.tenant_id"] = new(TenantId.IsValid),
        ["Services.Scheduler occurrences.user_id"] = new(UserId.IsValid),
        ["Services.Scheduler webhooks.tenant_id"] = new(TenantId.IsValid),
        ["Services.Scheduler webhooks.user_id"] = new(UserId.IsValid),
        ["Services.Scheduler deliveries.tenant_id"] = new(TenantId.IsValid),
        ["Services.Scheduler deliveries.user_id"] = new(UserId.IsValid),
    };

    /// <summary>Checks of words and forms that one service alone knows. A new one is added here, or to a rule above.</summary>
    private static readonly string[] Own =
    [
        "Services.Chat chat_approval.state",
        "Services.Chat chat_fact.ended_by",
        "Services.Chat chat_fact.kind",
        "Services.Chat chat_fact.origin",
        "Services.Chat chat_fact.state",
        "Services.Chat chat_message.role",
        "Services.Chat chat_run.purpose",
        "Services.Chat chat_run.state",
        "Services.Chat chat_run_step.kind",
        "Services.Chat workspace_file.author",
        "Services.Reports deliveries.kind",
        "Services.Reports all_reports.idempotency_key",
        "Services.Reports all_reports.content_hash", // The length of a hash.
        "Services.Reports all_reports.evidence_hash", // The length of a hash.
        "Services.Reports all_reports.tier",
        "Services.Reports source_documents.source", // The length of a hash.
        "Services.Scheduler firing.state",
        "Services.Scheduler jobs.misfire",
        "Services.Scheduler jobs.origin",
        "Services.Scheduler jobs.status",
        "Services.Scheduler jobs.zone_mode",
        "Services.Scheduler occurrences.status",
        "Services.Scheduler occurrences.trigger",
        "Services.Tenants limit_requests.scope",
        "Services.Tenants limit_requests.status",
        "Services.Tenants models.name",
        "Services.Tenants tenant_changes.tenant_id",
        "Services.Tenants tenants.name",
    ];

    public static TheoryData<string> ServicesWithDatabase =>
        [.. Repository.NotEmpty(Repository.Services.Where(static service => service != "Services.Gateway").ToList(), "services with a database")];

    [Theory]
    [MemberData(nameof(ServicesWithDatabase))]
    public async Task Every_check_agrees_with_the_rule_that_it_repeats(string service)
    {
        await using var database = await MigratedDatabase.CreateAsync(service);
        var checks = await database.ReadAsync(Checks, static row => (Table: row.GetString(0), Column: row.GetString(1), Expression: row.GetString(2)));
        Assert.NotEmpty(checks);
        var unknown = checks.Select(check => $"{service} {check.Table}.{check.Column}").Where(static name => !Same.ContainsKey(name) && !Looser.ContainsKey(name) && !Own.Contains(name));
        Assert.Equal([], unknown);
        Assert.Equal([], Same.Keys.Concat(Looser.Keys).Concat(Own).Where(name => name.StartsWith(service + " ", StringComparison.Ordinal))
            .Except(checks.Select(check => $"{service} {check.Table}.{check.Column}")));

        foreach (var (table, column, expression) in checks)
        {
            var name = $"{service} {table}.{column}";
            if ((Same.GetValueOrDefault(name) ?? Looser.GetValueOrDefault(name)) is not { } rule)
            {
                continue;
            }

            var answers = await database.ReadAsync(
                $"select sample.{column}, ({expression}) from unnest($1::text[]) as sample({column})",
                static row => (Text: row.GetString(0), Passes: row.GetBoolean(1)),
                (object)Samples.ToArray());
            Assert.Equal(Samples.Count, answers.Count);
            Assert.Contains(answers, answer => rule.Accepts(answer.Text));
            Assert.Equal([], answers.Where(answer => answer.Passes != rule.Accepts(answer.Text) && (Same.ContainsKey(name) || !answer.Passes))
                .Select(answer => $"{name} {(answer.Passes ? "takes" : "refuses")} '{answer.Text}'"));
        }
    }

    /// <summary>Every word of every rule with its near misses, every text of up to four signs, and the ends of every length.</summary>
    private static IReadOnlyList<string> Samples { get; } =
    [
        .. Words.SelectMany(static word => new[] { word, word.ToUpperInvariant(), word + " ", word + "\n", "x" + word }),
        .. Texts("a9A-_.@ \n", 4),
        .. new[] { 5, 49, 50, 51, 52, 1999, 2000, 2001 }.SelectMany(static length =>
            new[] { new string('a', length), new string('a', length - 1) + "-", new string('好', length), " " + new string('a', length - 1) }),
    ];

    private static IEnumerable<string> Words =>
    [
        .. TenantTier.Names, .. TenantStatus.Names, .. ReportType.Names, .. ReportOrigin.Names, .. ReportStatus.Names, .. ReportStep.Names, .. ShareFormat.Names, .. DeliveryStatus.Names,
        .. DeliveryContent.Names, .. ReportFormat.Names, .. NotificationChannel.Names, .. AlertKind.Names, .. AlertAction.Names,
        TenantRole.User, TenantRole.TenantAdmin, TenantRole.Operator, TenantRole.Gateway, TenantRole.Module, TenantId.Reserved,
    ];

    private static IEnumerable<string> Texts(string signs, int longest) =>
        longest == 0 ? [""] : Texts(signs, longest - 1).SelectMany(text => text.Length == longest - 1 ? signs.Select(sign => text + sign).Prepend(text) : [text]);

    private sealed record Rule(Func<string, bool> Accepts);
}
