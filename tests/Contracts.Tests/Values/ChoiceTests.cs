using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Tests.Values;

/// <summary>The words on the wire and in rows. One more is an addition; one that goes needs a new version of what holds it.</summary>
public sealed class ChoiceTests
{
    [Fact]
    public void Every_choice_has_its_words_and_no_other()
    {
        Has<ReportType>("daily", "weekly", "custom", "stock", "trend", "content");
        Has<ReportStatus>("pending", "processing", "completed", "failed", "cancelled");
        Has<ReportStep>("gathering", "writing", "rendering");
        Has<ReportDegradation>("cheaper_model", "shorter", "without_words", "stale");
        Has<ReportOrigin>("api", "chat", "schedule");
        Has<ReportFrequency>("daily", "weekly", "realtime", "both");
        Has<ReportFormat>("markdown", "html", "pdf");
        Has<ShareFormat>("html", "markdown", "text", "pdf");
        Has<NotificationChannel>("push", "email", "webhook", "assistant");
        Has<DeliveryStatus>("pending", "sent", "failed", "skipped", "unknown");
        Has<AlertKind>("price_above", "price_below", "change_percent", "volume_ratio", "keyword");
        Has<AlertAction>("notice", "report");
        Has<DeliveryContent>("none", "markdown", "html", "preferred");
        Has<TenantTier>("free", "basic", "professional", "enterprise");
        Has<TenantStatus>("active", "trial", "suspended", "expired", "deleted");
        Has<QuotaType>("tokens_per_day", "tokens_per_request", "api_calls_per_minute", "api_calls_per_day", "concurrent_requests",
            "storage", "agents", "sessions", "plugins", "custom_tools", "money_per_day", "tokens_per_run", "money_per_run", "tool_calls_per_run");
        Has<AttributeOperator>("eq", "ne", "in", "not_in", "gt", "gte", "lt", "lte", "contains", "starts_with", "ends_with", "exists");
        Has<PolicyMode>("enforce", "shadow");
        Has<PolicyEffect>("allow", "deny");
        Has<TextOrigin>("user", "workspace", "tool", "web", "other");
    }

    [Fact]
    public void A_tenant_is_let_in_while_it_is_active_or_on_trial() =>
        Assert.Equal([TenantStatus.Active, TenantStatus.Trial], TenantStatus.All.Where(static status => status.IsUsable));

    [Fact]
    public void No_choice_is_left_out_here() =>
        Assert.Equal(20, typeof(ReportType).Assembly.GetTypes()
            .Count(static type => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(Choice<>)));

    private static void Has<T>(params string[] words)
        where T : Choice<T>, IChoice<T>
    {
        Assert.Equal(words, Choice<T>.Names);
        Assert.Equal($"must be one of: {string.Join(", ", words)}", T.Form);
        Assert.Equal(words, new PermittedAttribute<T>().Values);
        Assert.IsType<AllowedValuesAttribute>(new PermittedAttribute<T>(), exactMatch: false);
        Assert.All(words, static word => Rule.Accepts<T>(word, word));
        Assert.All(words, static word => Rule.Refuses<T>(word.ToUpperInvariant()));
        Assert.All(words, static word => Rule.Refuses<T>(word + " "));
        Rule.Refuses<T>("");
        Rule.Refuses<T>(null);
    }
}
