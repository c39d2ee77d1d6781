using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// The tenants that a request names by itself, in <c>X-Tenant-ID</c> or <c>tenant_id</c>. They are no permission: whose credential it is
/// says the tenant. They are taken off the request, and kept for the guard that compares them.
/// </summary>
/// <param name="Values">All of them as they were sent.</param>
internal sealed record NamedTenants(IReadOnlyList<string> Values)
{
    private const string Parameter = "tenant_id";

    /// <summary>Takes over what the headers named, and takes the parameters off the query.</summary>
    /// <param name="http">The request, its headers stripped.</param>
    /// <param name="headers">What the stripped headers named; default for nothing.</param>
    public static void Take(HttpContext http, StringValues headers)
    {
        var values = headers.Count > 0 ? headers.Select(static value => value ?? "").ToList() : null;
        if (http.Request.QueryString.Value is { Length: > 1 } query)
        {
            TakeQuery(http, query, ref values);
        }

        if (values is not null)
        {
            http.Features.Set(new NamedTenants(values));
        }
    }

    private static void TakeQuery(HttpContext http, string query, ref List<string>? values)
    {
        var isNamed = false;
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (IsNamed(pair))
            {
                (values ??= []).Add(pair.DecodeValue().ToString());
                isNamed = true;
            }
        }

        if (isNamed)
        {
            http.Request.QueryString = Without(query);
        }
    }

    private static QueryString Without(string query)
    {
        var rest = new QueryString();
        foreach (var part in query[1..].Split('&'))
        {
            // As it was sent: what a module reads of it is for the module to judge.
            var isNamed = false;
            foreach (var pair in new QueryStringEnumerable(part))
            {
                isNamed |= IsNamed(pair);
            }

            rest = isNamed ? rest : new QueryString(rest.HasValue ? $"{rest.Value}&{part}" : $"?{part}");
        }

        return rest;
    }

    private static bool IsNamed(QueryStringEnumerable.EncodedNameValuePair pair) =>
        pair.DecodeName().Span.Equals(Parameter, StringComparison.OrdinalIgnoreCase);
}
