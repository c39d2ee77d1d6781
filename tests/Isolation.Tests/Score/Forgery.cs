using System.Collections.Concurrent;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>Contexts that name somebody of a tenant and that no module may take: each is made once.</summary>
internal static class Forgery
{
    private static readonly TestKey Unknown = TestKey.New("gateway-1", "gateway");
    private static readonly ConcurrentDictionary<(string TenantId, bool IsAdmin, int Kind), string> Made = new();

    private static readonly Func<TenantContext, string>[] Kinds =
    [
        static context => SignedContext.Of(Unknown, context, ContextAudience.Request),
        static context => SignedContext.Of(TestKeys.Of("gateway"), context, ContextAudience.Request, keyId: "gateway-9"),
        static context => SignedContext.Of(TestKeys.Of("gateway"), context, ContextAudience.Event),
        static context => SignedContext.Of(TestKeys.Of("gateway"), context, ContextAudience.Request, at: TimeProvider.System.GetUtcNow().AddDays(-1)),
        static context => SignedContext.Of(TestKeys.Of("chat"), context, ContextAudience.Request),
        static context => SignedContext.Of(TestKeys.Of("chat"), context, ContextAudience.Event),
        Swapped,
        static context => $"{SignedContext.Of(Unknown, context, ContextAudience.Request).Split('.')[0]}.",
    ];

    /// <summary>One of them.</summary>
    public static string Of(Estate victim, bool isAdmin, Random random) => Made.GetOrAdd((victim.TenantId, isAdmin, random.Next(Kinds.Length)), static one =>
        Kinds[one.Kind](one.IsAdmin ? TestContexts.Admin(one.TenantId) : TestContexts.User(Estate.UserId, one.TenantId)));

    // Another one's whole signature under the victim's name.
    private static string Swapped(TenantContext context)
    {
        var key = TestKeys.Of("gateway");
        var own = SignedContext.Of(key, TestContexts.User(), ContextAudience.Request).Split('.');
        return $"{SignedContext.Of(key, context, ContextAudience.Request).Split('.')[0]}.{own[1]}";
    }
}
