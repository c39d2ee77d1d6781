namespace Aspire.Hosting.Engine.Launching;

/// <summary>The part of a <see cref="Launch"/> that only a container needs.</summary>
/// <param name="Volume">The named volume that keeps the data; null keeps none.</param>
internal sealed record ContainerLaunch(string Image, int ContainerPort, int HostPort, string? Volume, string VolumeTarget);
