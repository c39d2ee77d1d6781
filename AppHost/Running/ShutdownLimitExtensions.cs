namespace Nanobot.AppHost.Running;

/// <summary>Lets the modules of a suite that runs here stop sooner than those of an installation.</summary>
internal static class ShutdownLimitExtensions
{
    /// <summary>Shortens the module's stop to what <see cref="OrderedStop"/> waits for; what is published keeps the module's own limit.</summary>
    public static IResourceBuilder<ProjectResource> WithShutdownLimit(this IResourceBuilder<ProjectResource> project) =>
        project.ApplicationBuilder.ExecutionContext.IsRunMode
            ? project.WithEnvironment("Hosting__ShutdownTimeout", OrderedStop.ServiceDeadline.ToString())
            : project;
}
