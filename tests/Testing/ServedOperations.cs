using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Xunit;

namespace Nanobot.Testing;

/// <summary>Holds what a service serves against <see cref="Operations"/>.</summary>
public static class ServedOperations
{
    /// <summary>
    /// Every operation of the module is an endpoint of its method, path, id and policy, and every endpoint that the OpenAPI
    /// document names is one of its operations. Endpoints that the document leaves out serve the platform, and are none.
    /// </summary>
    public static void AreThoseOf(string module, IServiceProvider services)
    {
        var endpoints = services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<MethodInfo>() is not null
                && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription is not true)
            .ToList();

        Assert.NotEmpty(Operations.Of(module));
        Assert.Equal(
            Operations.Of(module).Select(static operation => $"{operation.Verb} {operation.Path} {operation.Id} {TenantPolicies.Of(operation.Access) ?? "anyone"}").Order(StringComparer.Ordinal),
            endpoints.Select(endpoint => Describe(endpoint, authorizes: module != Operations.Gateway.Module)).Order(StringComparer.Ordinal));
        Assert.All(endpoints, static endpoint =>
            Assert.True(endpoint.Metadata.GetMetadata<Operation>() is not { } operation || operation.Id == Id(endpoint), $"{Id(endpoint)} says that it is {endpoint.Metadata.GetMetadata<Operation>()}"));
    }

    private static string Describe(RouteEndpoint endpoint, bool authorizes)
    {
        var methods = endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods;
        // Whatever can be asked for with GET can be asked for with HEAD, and nothing else can.
        var verbs = methods is ["GET", "HEAD"] ? "GET" : string.Join(',', methods);
        var path = endpoint.RoutePattern.RawText!;
        return $"{verbs} {(path.Length > 1 ? path.TrimEnd('/') : path)} {Id(endpoint)} {Policy(endpoint, authorizes)}";
    }

    private static string? Id(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    private static string Policy(RouteEndpoint endpoint, bool authorizes) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "anyone"
        // The gateway asks for a credential of everything that is not for anyone, and its endpoints say the rest themselves.
        : !authorizes ? TenantPolicies.Of(endpoint.Metadata.GetRequiredMetadata<Operation>().Access) ?? "anyone"
        : string.Join('+', endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(static data => data.Policy).Distinct());
}
