using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Running;

/// <summary>Shows the resources without a process: parameters, and databases, which are up when their server is.</summary>
internal sealed class PassiveResources(IReadOnlyList<IResource> resources, ResourceBoard board, TimeProvider time)
{
    private readonly DateTimeOffset _createdAt = time.GetUtcNow();

    public void Publish()
    {
        foreach (var parameter in resources.OfType<ParameterResource>())
            board.Publish(NodeSnapshot.OfPassive(parameter, "Parameter", KnownResourceStates.Running, _createdAt,
                [new PropertyEntry("Value", null, parameter.Secret ? "" : "configured", parameter.Secret)]));
        foreach (var database in resources.OfType<PostgresDatabaseResource>())
            Publish(database, KnownResourceStates.Waiting, null);
    }

    public async Task FollowAsync(CancellationToken ct)
    {
        try
        {
            var shown = new Dictionary<string, string>(StringComparer.Ordinal);
            await foreach (var server in board.WatchAsync(ct))
            {
                var state = server.IsHealthy() ? KnownResourceStates.Running : server.HasEnded() ? KnownResourceStates.Exited : KnownResourceStates.Waiting;
                foreach (var database in resources.OfType<PostgresDatabaseResource>().Where(d => d.Parent.Name == server.DisplayName))
                    if (shown.GetValueOrDefault(database.Name) != state)
                        Publish(database, shown[database.Name] = state, server.Failure());
            }
        }
        catch (OperationCanceledException)
        {
            // The suite ended.
        }
    }

    private void Publish(PostgresDatabaseResource database, string state, string? failure)
    {
        var properties = new List<PropertyEntry> { new("resource.parentName", null, database.Parent.Name, IsSensitive: false) };
        if (failure is not null)
            properties.Add(new PropertyEntry("resource.failure", "Failure", failure, IsSensitive: false));
        board.Publish(NodeSnapshot.OfPassive(database, "PostgresDatabaseResource", state, _createdAt, properties));
    }
}
