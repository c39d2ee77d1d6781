using System.Collections.Concurrent;
using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Gateway.Requests;

/// <summary>Which operation a request asks for: each path of the route table and the gateway's own, by method.</summary>
internal static class RequestedOperations
{
    private static readonly ILookup<string, Operation> ByPath = Operations.All.Where(static operation => operation.IsPublic)
        .ToLookup(static operation => operation.Path, StringComparer.Ordinal);

    // By the endpoint itself, of which there are as many as there are routes.
    private static readonly ConcurrentDictionary<Endpoint, Operation[]> Known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The operation; null where it is none (a page, a document).</summary>
    public static Operation? Of(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint)
        {
            return null;
        }

        var method = HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method;
        foreach (var operation in Known.GetOrAdd(endpoint, static endpoint => [.. ByPath[(endpoint as RouteEndpoint)?.RoutePattern.RawText ?? ""]]))
        {
            if (HttpMethods.Equals(operation.Verb, method))
            {
                return operation;
            }
        }

        return null;
    }
}
