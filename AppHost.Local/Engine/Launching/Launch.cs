using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>How to start a process.</summary>
/// <param name="Program">A path or a name on the search path; in a container empty means the image's own.</param>
/// <param name="Properties">What the dashboard says about it.</param>
internal sealed record Launch(
    string Program,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyList<EnvironmentEntry> Environment,
    IReadOnlyList<PropertyEntry> Properties,
    ContainerLaunch? Container = null);
