namespace Nanobot.AppHost.Running;

/// <summary>
/// Gives the dashboard the garbage collection of a desktop: it serves one developer, and holds an eighth less so. Aspire adds the
/// dashboard to the model itself, on its way to the start.
/// </summary>
internal static class DashboardMemory
{
    // Aspire's own name for it.
    private const string Dashboard = "aspire-dashboard";

    public static void Limit(IDistributedApplicationBuilder builder) => builder.Eventing.Subscribe<BeforeResourceStartedEvent>((starting, _) =>
    {
        if (starting.Resource.Name == Dashboard)
        {
            starting.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(static context => context.EnvironmentVariables["DOTNET_gcServer"] = "0"));
        }

        return Task.CompletedTask;
    });
}
