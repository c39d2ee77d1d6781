namespace Aspire.Hosting.Engine.Launching;

/// <summary>One process of a resource.</summary>
/// <param name="Name">Its unique name, such as <c>gateway-abcdefgh</c>.</param>
/// <param name="InstanceId">The last part of it, by which telemetry is told apart.</param>
/// <param name="Ports">Endpoint name to the port that this process listens on.</param>
internal sealed record LaunchContext(string Name, string InstanceId, IReadOnlyDictionary<string, int> Ports);
