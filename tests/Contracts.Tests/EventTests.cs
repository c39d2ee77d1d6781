using System.Reflection;
using System.Text.RegularExpressions;

namespace Nanobot.Contracts.Tests;

/// <summary>What the other side of the wire relies on. A change here is a new version of the event, not an edit.</summary>
public sealed partial class EventTests
{
    private static readonly IReadOnlyDictionary<string, string> Shapes = new Dictionary<string, string>
    {
        ["api_key.created.v1"] = "String KeyId, String Role, String UserId, IReadOnlyList`1 Scopes, Nullable`1 ExpiresAt",
        ["api_key.revoked.v1"] = "String KeyId, String KeyHash",
        ["api_key.rotated.v1"] = "String KeyId, String NewKeyId, DateTimeOffset EndsAt",
        ["audit.recorded.v1"] = "AuditEntry Entry",
        ["job.rearmed.v1"] = "Guid JobId, String Reason, String FromZone, String ToZone, Nullable`1 OldNextRunAt, Nullable`1 NextRunAt",
        ["job.run_ended.v1"] = "Guid JobId, DateTimeOffset ScheduledFor, String Trigger, String Status, Nullable`1 ReportId, Int32 Count, Nullable`1 RunId, String ErrorCode",
        ["limit.raise_decided.v1"] = "Guid RequestId, String UserId, String Scope, String Quota, String Status, Nullable`1 Amount, Nullable`1 Until",
        ["limit.raise_requested.v1"] = "Guid RequestId, String Scope, String Quota, Int64 Amount",
        ["model.changed.v1"] = "String Name, String UserId, Boolean IsRemoved",
        ["notice.pushed.v1"] = "Guid DeliveryId, String Kind, Guid SubjectId, String Status, String Title, String Link, String Form, IReadOnlyList`1 Items",
        ["notification.created.v1"] = "Guid NotificationId, Nullable`1 SessionId, String Text",
        ["notification.requested.v1"] = "Guid DeliveryId, String Text, IReadOnlyList`1 Labels",
        ["report.cancelled.v1"] = "Guid ReportId",
        ["report.completed.v1"] = "Guid ReportId, String ReportType, String Status, Nullable`1 Tokens, Nullable`1 CostMicros, String Code",
        ["report.requested.v1"] = "Guid ReportId, String ReportType, String Origin, String CustomPrompt, IReadOnlyList`1 FocusAreas",
        ["report.share_revoked.v1"] = "Guid ReportId, Guid ShareId",
        ["report.shared.v1"] = "Guid ReportId, Guid ShareId, String Format, DateTimeOffset ExpiresAt",
        ["tenant.activated.v1"] = "String TenantId, Int64 Epoch",
        ["tenant.attributes_changed.v1"] = "String TenantId",
        ["tenant.config_updated.v1"] = "String TenantId, String Status, String Quotas, Int64 Epoch",
        ["tenant.created.v1"] = "String TenantId, String Name, String Tier, String TimeZone, Int64 Epoch",
        ["tenant.deleted.v1"] = "String TenantId, Int64 Epoch",
        ["tenant.expired.v1"] = "String TenantId, Int64 Epoch",
        ["tenant.policies_changed.v1"] = "String TenantId, Int64 Version",
        ["tenant.quota_rules_changed.v1"] = "String TenantId, String Name, Boolean IsRemoved",
        ["tenant.suspended.v1"] = "String TenantId, Int64 Epoch",
        ["tenant.tier_changed.v1"] = "String TenantId, String Tier, String PreviousTier, String Status, Int64 Epoch",
        ["turn.cancelled.v1"] = "Guid SessionId, Nullable`1 RunId",
        ["turn.completed.v1"] = "Guid RunId, String Status, String Code, Boolean IsQuiet, Nullable`1 Tokens, Nullable`1 CostMicros",
        ["turn.requested.v1"] = "Guid RunId, Guid JobId, String JobName, String Purpose, String Message, IReadOnlyList`1 Labels, Nullable`1 SessionId, String KeyId, String UserQuotas, String KeyQuotas, String Model",
        ["user.attributes_changed.v1"] = "String UserId",
        ["user.config_updated.v1"] = "String UserId, Int64 Revision, Boolean AsksForReports",
        ["user.created.v1"] = "String UserId, String Language, String TimeZone",
        ["user.quotas_changed.v1"] = "String UserId, Int64 Epoch",
        ["user.tokens_revoked.v1"] = "String UserId, DateTimeOffset ValidFrom",
    };

    private static IReadOnlyList<Type> Events { get; } =
    [
        .. typeof(IIntegrationEvent<>).Assembly.GetTypes().Where(type => type.GetInterfaces()
            .Any(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IIntegrationEvent<>))),
    ];

    [Fact]
    public void Every_event_is_a_sealed_record_with_a_versioned_topic_of_its_own()
    {
        Assert.NotEmpty(Events);
        Assert.All(Events, type => Assert.True(type.IsSealed, $"{type.Name} is not sealed"));
        Assert.All(Events, type => Assert.Matches(TopicForm(), Topic(type)));
        Assert.Equal(Events.Count, Events.Select(Topic).Distinct().Count());
    }

    [Fact]
    public void The_members_of_each_event_are_as_published() =>
        Assert.Equal(
            Shapes.OrderBy(shape => shape.Key, StringComparer.Ordinal),
            Events.ToDictionary(Topic, Shape).OrderBy(shape => shape.Key, StringComparer.Ordinal));

    private static string Topic(Type type) => (string)type.GetProperty("Topic", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static string Shape(Type type) =>
        string.Join(", ", type.GetConstructors().Single().GetParameters().Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}"));

    [GeneratedRegex(@"^[a-z_]+\.[a-z_]+\.v[1-9][0-9]*$")]
    private static partial Regex TopicForm();
}
