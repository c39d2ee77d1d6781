namespace Nanobot.Contracts.Operations;

/// <summary>
/// Everything that the suite can be asked to do, each once. The gateway's routes, the ids in the OpenAPI document, the
/// resources of policies and the tests of isolation read it here.
/// </summary>
public static partial class Operations
{
    /// <summary>All of them, module by module.</summary>
    public static IReadOnlyList<Operation> All { get; } = [.. Gateway.All, .. Tenants.All, .. Chat.All, .. Reports.All, .. Scheduler.All];

    /// <summary>The operations of a module; none where there is no such module.</summary>
    public static IReadOnlyList<Operation> Of(string module) => [.. All.Where(operation => operation.Module == module)];
}
