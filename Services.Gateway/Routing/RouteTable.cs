using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Everything that is forwarded, and nothing else is: the paths of the modules' public operations. A path that no
/// operation has is answered with 404, whatever a module serves there.
/// </summary>
internal static class RouteTable
{
    /// <summary>Each path once. All methods of a path go to its module, which says which of them it has.</summary>
    public static IReadOnlyList<ModuleRoute> Routes { get; } =
    [
        .. Operations.All.Where(static operation => operation.IsPublic && operation.Module != Operations.Gateway.Module)
            .Select(static operation => new ModuleRoute(operation.Path, operation.DocumentPath, operation.Module))
            .Distinct(),
    ];

    /// <summary>The modules behind the gateway, each once, in the table's order.</summary>
    public static IReadOnlyList<string> Modules { get; } = [.. Routes.Select(route => route.Module).Distinct(StringComparer.Ordinal)];
}
