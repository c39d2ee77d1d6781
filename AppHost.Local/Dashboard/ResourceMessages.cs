using System.Globalization;
using Aspire.Hosting.Dashboard.Protocol;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;
using Resource = Aspire.Hosting.Dashboard.Protocol.Resource;

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

    public static Resource ToMessage(this ResourceEvent resource)
    {
        var now = resource.Snapshot;
        var isRunning = now.State.Text == KnownResourceStates.Running;
        var message = new Resource
        {
            Name = resource.ResourceId,
            DisplayName = resource.Resource.Name,
            Uid = resource.ResourceId,
            ResourceType = now.ResourceType,
            State = now.State.Text,
            CreatedAt = ToTimestamp(now.CreationTimeStamp),
            StartedAt = ToTimestamp(now.StartTimeStamp),
            StoppedAt = ToTimestamp(now.StopTimeStamp),
            // The dashboard does not show itself.
            IsHidden = resource.Resource is DashboardResource,
            Environment = { now.Environment.Select(e => new EnvironmentVariable { Name = e.Name, Value = e.IsSecret ? Mask : e.Value, IsFromSpec = true }) },
            Properties = { now.Properties.Select(ToMessage) },
            Urls =
            {
                resource.Resource.Endpoints().Where(e => e.AllocatedPort is not null).Select((e, order) =>
                    new Url { EndpointName = e.Name, FullUrl = e.Url, IsInactive = !isRunning, DisplayProperties = new() { SortOrder = order } }),
            },
            HealthReports = { now.HealthReports.Select(ToMessage) },
            Relationships =
            {
                resource.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Distinct()
                    .Select(r => new ResourceRelationship { ResourceName = r.Resource.Name, Type = r.Type }),
            },
        };
        if (now.State.Style is { } style)
            message.StateStyle = style;
        if (now.ResourceType is "Project" or "Executable" or "Container")
            message.Commands.AddRange(
            [
                Command("start", "Start", "Play", now.HasEnded),
                Command("stop", "Stop", "Stop", isRunning),
                Command("restart", "Restart", "ArrowCounterclockwise", isRunning),
            ]);
        return message;
    }

    // A button in the row while it makes sense, else hidden.
    private static ResourceCommand Command(string name, string label, string icon, bool makesSense) => new()
    {
        Name = name,
        DisplayName = label,
        IconName = icon,
        IconVariant = IconVariant.Filled,
        IsHighlighted = true,
        State = makesSense ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
    };

    private static ResourceProperty ToMessage(ResourcePropertySnapshot property) => new()
    {
        Name = property.Name,
        IsSensitive = property.IsSensitive,
        Value = property.IsSensitive ? Value.ForString(Mask) : property.Value switch
        {
            null => Value.ForNull(),
            int number => Value.ForNumber(number),
            IEnumerable<string> items => Value.ForList([.. items.Select(Value.ForString)]),
            var other => Value.ForString(Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""),
        },
    };

    private static HealthReport ToMessage(HealthReportSnapshot report)
    {
        var message = new HealthReport { Key = report.Key, Description = report.Description, LastRunAt = ToTimestamp(report.LastRunAt) };
        if (report.Status is { } status)
            message.Status = Enum.Parse<HealthStatus>(status.ToString());
        return message;
    }

    private static Timestamp? ToTimestamp(DateTime? moment) => moment is { } value ? Timestamp.FromDateTime(value.ToUniversalTime()) : null;
}
