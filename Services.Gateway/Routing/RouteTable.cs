namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Everything that the outside can reach, and nothing else can be reached: a path that is not here is answered with 404,
/// whatever a module serves there. A new service is one line.
/// </summary>
internal static class RouteTable
{
    public static IReadOnlyList<ModuleRoute> Routes { get; } =
    [
        new("/tenants/{**rest}", "tenants"),
        new("/users/{**rest}", "tenants"),
        new("/chat", "chat"),
        new("/sessions/{**rest}", "chat"),
        new("/workspace/{**rest}", "chat"),
        new("/v1/{**rest}", "chat"),
        new("/reports/{**rest}", "reports"),
        new("/schedule/{**rest}", "scheduler"),
    ];

    /// <summary>The modules behind the gateway, each once, in the table's order.</summary>
    public static IReadOnlyList<string> Modules { get; } = [.. Routes.Select(route => route.Module).Distinct(StringComparer.Ordinal)];
}
