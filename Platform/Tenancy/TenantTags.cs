using System.Diagnostics;

namespace Nanobot.Platform.Tenancy;

/// <summary>Names of the attributes that every signal carries.</summary>
public static class TenantTags
{
    /// <summary>The module that made the signal.</summary>
    public const string Module = "module";

    /// <summary>The tenant in scope.</summary>
    public const string TenantId = "tenant.id";

    /// <summary>The user in scope (OpenTelemetry semantic conventions: <c>user.id</c>).</summary>
    public const string UserId = "user.id";

    /// <summary>Tags <paramref name="activity"/> with the ids of <paramref name="context"/>.</summary>
    public static void Apply(Activity? activity, TenantContext context)
    {
        if (activity is not { IsAllDataRequested: true })
        {
            return;
        }

        if (context.TenantId is not null)
        {
            activity.SetTag(TenantId, context.TenantId);
        }

        if (context.UserId is not null)
        {
            activity.SetTag(UserId, context.UserId);
        }
    }
}
