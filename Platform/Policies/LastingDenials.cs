using Nanobot.Platform.Policies.Conditions;

namespace Nanobot.Platform.Policies;

/// <summary>Finds out whether something is denied to somebody for good: whenever it is asked for, and from wherever.</summary>
public static class LastingDenials
{
    /// <summary>
    /// The denial that meets a request whatever its time, its address and the length of its body; null where some of them let it happen, and where nothing
    /// but the lack of any policy denies it. What the request has of attributes is taken as it is.
    /// </summary>
    public static CompiledPolicy? FindLastingDenial(this PolicySet set, in PolicyRequest request)
    {
        var facts = request.Facts;
        foreach (var policy in set.InOrder)
        {
            if (policy.IsShadow || !policy.Names(request))
            {
                continue;
            }

            switch (policy.Conditions.ChanceOf(facts))
            {
                case not Chance.Never when policy.IsAllow:
                    return null;
                case Chance.Always:
                    return policy;
            }
        }

        return null;
    }
}
