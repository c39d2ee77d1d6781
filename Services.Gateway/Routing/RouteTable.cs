using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Everything that is forwarded, and nothing else is: the paths of the modules' public operations. A path that no
/// operation has is answered with 404, whatever a module serves there.
/// </summary>
internal static class RouteTable
{
    /// <summary>Each path once, with the methods that its operations have; any other method is refused here.</summary>
    public static IReadOnlyList<ModuleRoute> Routes { get; } =
    [
        .. Operations.All.Where(static operation => operation.IsPublic && operation.Module != Operations.Gateway.Module)
            .GroupBy(static operation => (operation.Path, operation.DocumentPath, operation.Module))
            .Select(static path => new ModuleRoute(path.Key.Path, path.Key.DocumentPath, path.Key.Module, [.. path.SelectMany(MethodsOf)],
                path.Any(static operation => operation.Cost == CostClass.Model), path.Max(static operation => operation.LargestBody),
                path.All(static operation => operation.Access == Access.Link))),
    ];

    /// <summary>The modules behind the gateway, each once, in the table's order.</summary>
    public static IReadOnlyList<string> Modules { get; } = [.. Routes.Select(route => route.Module).Distinct(StringComparer.Ordinal)];

    // Whatever can be asked for with GET can be asked for with HEAD.
    private static string[] MethodsOf(Operation operation) => HttpMethods.IsGet(operation.Verb) ? [operation.Verb, HttpMethods.Head] : [operation.Verb];
}
