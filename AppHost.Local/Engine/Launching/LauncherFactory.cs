using Aspire.Hosting.Engine.Resources;
using Aspire.Hosting.Engine.State;
using Aspire.Hosting.Engine.Stores;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Chooses how a resource is started.</summary>
internal sealed class LauncherFactory(SuiteDirectory suite, IReadOnlyList<IResource> resources, string? containerRuntime)
{
    /// <summary>Null for a resource without a process: a parameter, a database.</summary>
    public ILauncher? Create(IResource resource, DashboardLaunch? dashboard) => resource switch
    {
        ProjectResource project => new ProjectLauncher(project, dashboard),
        ExecutableResource executable => new ExecutableLauncher(executable),
        PostgresServerResource postgres => new PostgresLauncher(postgres, Databases(postgres), suite, containerRuntime is not null),
        RedisResource redis => new RedisLauncher(redis, suite, containerRuntime is not null),
        ContainerResource container => throw new DistributedApplicationException($"{container.Name}: only PostgreSQL and Redis run as stores here."),
        _ => null,
    };

    private IReadOnlyList<PostgresDatabaseResource> Databases(PostgresServerResource server) =>
        [.. resources.OfType<PostgresDatabaseResource>().Where(d => ReferenceEquals(d.Parent, server))];
}
