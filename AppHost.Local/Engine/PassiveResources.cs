namespace Aspire.Hosting.Engine;

/// <summary>How the resources without a process are shown.</summary>
internal static class PassiveResources
{
    public static ResourceEvent Of(ParameterResource parameter, DateTime now) => new(parameter, parameter.Name, new()
    {
        ResourceType = "Parameter",
        State = new(KnownResourceStates.Running, "success"),
        CreationTimeStamp = now,
        Details = [new("Value", parameter.Secret ? "" : "configured") { IsSensitive = parameter.Secret }],
    });

    /// <summary>A database is up when its server is.</summary>
    public static ResourceEvent Of(PostgresDatabaseResource database, CustomResourceSnapshot server) => new(database, database.Name, new()
    {
        ResourceType = "PostgresDatabaseResource",
        State = server.IsHealthy ? new(KnownResourceStates.Running, "success") : new(server.HasEnded ? KnownResourceStates.Exited : KnownResourceStates.Waiting, null),
        CreationTimeStamp = server.CreationTimeStamp,
        StartTimeStamp = server.IsHealthy ? server.StartTimeStamp : null,
        Failure = server.Failure,
        Details = [new("resource.parentName", database.Parent.Name)],
    });
}
