namespace Nanobot.AppHost.Running;

/// <summary>Resources that do their work and end, and have done it well when they end with exit code 0.</summary>
internal static class EndsByItselfExtensions
{
    /// <summary>Says of a project that its end is no failure.</summary>
    public static IResourceBuilder<ProjectResource> EndsByItself(this IResourceBuilder<ProjectResource> project) => project.WithAnnotation(new Annotation());

    /// <summary>Whether <paramref name="resource"/> is such a one and has done its work.</summary>
    public static bool IsDone(this IResource resource, CustomResourceSnapshot state) =>
        resource.Annotations.OfType<Annotation>().Any() && state.ExitCode == 0 && KnownResourceStates.TerminalStates.Contains(state.State?.Text);

    private sealed record Annotation : IResourceAnnotation;
}
