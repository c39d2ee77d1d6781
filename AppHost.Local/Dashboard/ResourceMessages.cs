using System.Globalization;
using Aspire.Hosting.Dashboard.Protocol;
using Resource = Aspire.Hosting.Dashboard.Protocol.Resource;
using Aspire.Hosting.Engine.Resources;
using Google.Protobuf.WellKnownTypes;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Snapshots as the dashboard's messages. The dashboard gives up the whole watch when one resource lacks its
/// creation time, a URL its display properties or a property its value: they are always set here.
/// </summary>
internal static class ResourceMessages
{
    /// <summary>
    /// What is sent in place of a secret. The page masks values but reveals them at a click, and its exports
    /// contain them: a secret's text therefore never leaves the engine.
    /// </summary>
    public const string Mask = "(secret, not shown)";

    public static Resource ToMessage(this ResourceSnapshot snapshot)
    {
        var message = new Resource
        {
            Name = snapshot.Name,
            DisplayName = snapshot.DisplayName,
            Uid = snapshot.Uid,
            ResourceType = snapshot.ResourceType,
            State = snapshot.State,
            CreatedAt = Timestamp.FromDateTimeOffset(snapshot.CreatedAt),
            StartedAt = ToTimestamp(snapshot.StartedAt),
            StoppedAt = ToTimestamp(snapshot.StoppedAt),
        };
        if (snapshot.StateStyle is not null)
            message.StateStyle = snapshot.StateStyle;

        message.Environment.AddRange(snapshot.Environment.Select(ToMessage));
        message.Properties.AddRange(snapshot.Properties.Select(ToMessage));
        message.Urls.AddRange(snapshot.Urls.Select(ToMessage));
        message.HealthReports.AddRange(snapshot.HealthReports.Select(ToMessage));
        message.Relationships.AddRange(snapshot.Relationships.Select(ToMessage));
        message.Commands.AddRange(snapshot.Commands.Select(CommandMessages.ToMessage));
        return message;
    }

    private static EnvironmentVariable ToMessage(EnvironmentEntry entry) =>
        new() { Name = entry.Name, Value = entry.IsSecret ? Mask : entry.Value, IsFromSpec = true };

    private static ResourceProperty ToMessage(PropertyEntry entry)
    {
        var message = new ResourceProperty
        {
            Name = entry.Name,
            Value = entry.IsSensitive ? Value.ForString(Mask) : ToValue(entry.Value),
            IsSensitive = entry.IsSensitive,
        };
        if (entry.DisplayName is not null)
            message.DisplayName = entry.DisplayName;
        return message;
    }

    private static Value ToValue(object? value) => value switch
    {
        null => Value.ForNull(),
        string text => Value.ForString(text),
        bool flag => Value.ForBool(flag),
        int number => Value.ForNumber(number),
        IEnumerable<string> items => Value.ForList([.. items.Select(Value.ForString)]),
        _ => Value.ForString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static Url ToMessage(UrlEntry entry)
    {
        var message = new Url
        {
            FullUrl = entry.FullUrl,
            IsInternal = entry.IsInternal,
            IsInactive = entry.IsInactive,
            DisplayProperties = new UrlDisplayProperties { SortOrder = entry.SortOrder, DisplayName = entry.DisplayName },
        };
        if (entry.EndpointName is not null)
            message.EndpointName = entry.EndpointName;
        return message;
    }

    private static HealthReport ToMessage(HealthEntry entry)
    {
        var message = new HealthReport
        {
            Key = entry.Key,
            Description = entry.Description,
            Exception = entry.Exception ?? "",
            LastRunAt = ToTimestamp(entry.LastRunAt),
        };
        if (System.Enum.TryParse<HealthStatus>(entry.Status, out var status) && System.Enum.IsDefined(status))
            message.Status = status;
        return message;
    }

    private static ResourceRelationship ToMessage(RelationshipEntry entry) =>
        new() { ResourceName = entry.ResourceName, Type = entry.Type };

    private static Timestamp? ToTimestamp(DateTimeOffset? moment) =>
        moment is { } value ? Timestamp.FromDateTimeOffset(value) : null;
}
