using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nanobot.Contracts.Values;

namespace Nanobot.ServiceDefaults.Audit;

/// <summary>What a request is about, by the ids in its path.</summary>
public static class AuditTarget
{
    private static readonly string[] TenantNames = ["id", "tenant_id"];

    /// <summary>The ids in the path's order with slashes between them; null for a path without any.</summary>
    public static string? Of(HttpContext http)
    {
        if (http.GetEndpoint() is not RouteEndpoint { RoutePattern.Parameters: { Count: > 0 } parameters })
        {
            return null;
        }

        var target = new StringBuilder();
        foreach (var parameter in parameters)
        {
            if (http.Request.RouteValues.GetValueOrDefault(parameter.Name) is string { Length: > 0 } value)
            {
                target.Append(target.Length == 0 ? "" : "/").Append(value);
            }
        }

        return AuditText.Plain(target.ToString());
    }

    /// <summary>The tenant that the path names below <c>/tenants</c>; null for another path, or where that could be no tenant's id.</summary>
    public static string? TenantOf(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/tenants", StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments("/internal/tenants", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var name in TenantNames)
        {
            if (http.Request.RouteValues.GetValueOrDefault(name) is string value && TenantId.IsValid(value))
            {
                return value;
            }
        }

        return null;
    }
}
