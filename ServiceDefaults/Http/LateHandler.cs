using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// An endpoint whose handler is compiled when it is first asked. The framework compiles every handler while a process starts, two expressions for each; a module
/// has a hundred handlers, and answers its first request with one of them. All that is known of an endpoint without compiling it, its metadata, is there from the start.
/// </summary>
internal static class LateHandler
{
    /// <summary>Maps a handler as <c>MapMethods</c> does: what it takes and returns is read of it, and filters of its group stand around it.</summary>
    public static RouteHandlerBuilder MapLate(this IEndpointRouteBuilder endpoints, string pattern, string verb, Delegate handler)
    {
        var mapped = endpoints.MapMethods(pattern, [verb], static _ => throw new InvalidOperationException("The endpoint was not prepared."));
        mapped.Add(builder => Prepare((RouteEndpointBuilder)builder, verb, handler));
        return new RouteHandlerBuilder([mapped]);
    }

    // The first convention of the endpoint's own: behind those of its group, before what is said of the endpoint by name.
    private static void Prepare(RouteEndpointBuilder builder, string verb, Delegate handler)
    {
        var options = new RequestDelegateFactoryOptions
        {
            ServiceProvider = builder.ApplicationServices,
            RouteParameterNames = [.. builder.RoutePattern.Parameters.Select(static parameter => parameter.Name)],
            ThrowOnBadRequest = builder.ApplicationServices.GetService<IOptions<RouteHandlerOptions>>()?.Value.ThrowOnBadRequest ?? false,
            DisableInferBodyFromParameters = HttpMethods.IsGet(verb) || HttpMethods.IsDelete(verb),
            EndpointBuilder = builder,
        };
        builder.Metadata.Add(handler.Method);
        var inferred = RequestDelegateFactory.InferMetadata(handler.Method, options);
        foreach (var attribute in handler.Method.GetCustomAttributes(inherit: true))
        {
            builder.Metadata.Add(attribute);
        }

        // The framework would compile what has filters at once, around the delegate below.
        Func<EndpointFilterFactoryContext, EndpointFilterDelegate, EndpointFilterDelegate>[] filters = [.. builder.FilterFactories];
        builder.FilterFactories.Clear();
        var compiled = new Lazy<RequestDelegate>(() =>
        {
            foreach (var filter in filters)
            {
                builder.FilterFactories.Add(filter);
            }

            return RequestDelegateFactory.Create(handler, options, inferred).RequestDelegate;
        });
        builder.RequestDelegate = http => compiled.Value(http);
    }
}
