using System.Reflection;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Tenancy;

namespace Nanobot.ServiceDefaults.Authentication;

/// <summary>
/// The caller as a parameter of an endpoint's handler: <c>(Caller caller, …)</c> binds to the verified context.
/// </summary>
/// <param name="Context">The verified context.</param>
public readonly record struct Caller(TenantContext Context)
{
    /// <summary>The caller's tenant.</summary>
    public string TenantId => Context.RequiredTenantId;

    /// <summary>The caller's user.</summary>
    public string UserId => Context.RequiredUserId;

    /// <summary>Binds from the request's verified context.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return ValueTask.FromResult(new Caller(http.GetTenantContext()));
    }
}
