namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Who may sign what. The issuer is not what an envelope says but whose key verified it, so that a key that got into the
/// wrong hands signs no more than its module could: no service's key makes a request, or an operator.
/// </summary>
internal static class SigningRights
{
    /// <summary>The issuer that lets requests in. Every other one is a service.</summary>
    public const string Gateway = "gateway";

    private static readonly string[] Members = [TenantRole.User, TenantRole.TenantAdmin];

    private static readonly (string Audience, bool IsGateway, string[] Roles)[] Table =
    [
        (ContextAudience.Request, true, [.. Members, TenantRole.Operator, TenantRole.Gateway]),
        (ContextAudience.Background, false, [.. Members, TenantRole.Module]),
        (ContextAudience.Event, false, Members),
    ];

    /// <summary>Whether <paramref name="issuer"/> may sign a context of <paramref name="role"/> for <paramref name="audience"/>.</summary>
    public static bool Allow(string issuer, string audience, string role) =>
        Array.Exists(Table, right => right.Audience == audience && right.IsGateway == (issuer == Gateway) && right.Roles.Contains(role));

    /// <summary>The audience of a call that <paramref name="issuer"/> makes.</summary>
    public static string CallsAs(string issuer) => issuer == Gateway ? ContextAudience.Request : ContextAudience.Background;
}
