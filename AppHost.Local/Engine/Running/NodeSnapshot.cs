using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Running;

/// <summary>Makes the picture of a resource that the dashboard shows.</summary>
internal static class NodeSnapshot
{
    public static ResourceSnapshot Of(Node node)
    {
        var state = node.State;
        var isRunning = state.State == KnownResourceStates.Running;
        var hasEnded = state.HasEnded;
        var properties = new List<PropertyEntry>(state.Launch?.Properties ?? []);
        if (state.Pid is { } pid)
            properties.Add(new PropertyEntry("executable.pid", null, pid, IsSensitive: false));
        if (state.ExitCode is { } exitCode)
            properties.Add(new PropertyEntry("resource.exitCode", null, exitCode, IsSensitive: false));
        if (state.Failure is { } failure)
            properties.Add(new PropertyEntry("resource.failure", "Failure", failure, IsSensitive: false));
        return new ResourceSnapshot(
            node.Name,
            node.Resource.Name,
            state.Uid ?? node.Name,
            node.Launcher.ResourceType,
            state.State,
            state.Style,
            state.CreatedAt,
            state.StartedAt,
            state.StoppedAt,
            state.Launch?.Environment ?? [],
            properties,
            Urls(node.Resource, isInactive: !isRunning),
            state.Health,
            Relationships(node.Resource),
            [
                new CommandEntry("start", hasEnded),
                new CommandEntry("stop", isRunning),
                new CommandEntry("restart", isRunning),
            ]);
    }

    /// <summary>A resource without a process: a parameter or a database.</summary>
    public static ResourceSnapshot OfPassive(
        IResource resource, string type, string state, DateTimeOffset createdAt, IReadOnlyList<PropertyEntry> properties) => new(
        resource.Name,
        resource.Name,
        resource.Name,
        type,
        state,
        state == KnownResourceStates.Running ? "success" : null,
        createdAt,
        state == KnownResourceStates.Running ? createdAt : null,
        null,
        [],
        properties,
        [],
        [],
        Relationships(resource),
        []);

    private static IReadOnlyList<UrlEntry> Urls(IResource resource, bool isInactive) =>
        [.. resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedPort is not null).Select((e, index) =>
            new UrlEntry(e.Name, $"{e.UriScheme}://{e.TargetHost}:{e.AllocatedPort}", IsInternal: false, isInactive, index, ""))];

    private static IReadOnlyList<RelationshipEntry> Relationships(IResource resource) =>
        [.. resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => new RelationshipEntry(r.Resource.Name, r.Type)).Distinct()];
}
