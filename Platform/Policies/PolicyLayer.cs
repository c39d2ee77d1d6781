using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Policies.Patterns;
using Nanobot.Platform.Policies.Rules;

namespace Nanobot.Platform.Policies;

/// <summary>
/// The policies of one scope, compiled once and never changed. Patterns of principals, resources and actions have ids; a triple of
/// ids leads to the policies that name it, the first to count in front. A decision finds the few ids that the request matches and looks up
/// their triples: how many policies there are makes no difference to it.
/// </summary>
public sealed class PolicyLayer
{
    // Bits of an id within a triple; a layer that has more distinct patterns is refused.
    private const int IdBits = 21;
    private const int OnStack = 32;

    private readonly CompiledPolicy[] _enabled;
    private readonly Dictionary<ulong, int[]> _byTriple;
    private readonly PatternIndex _tenants;
    private readonly PatternIndex _users;
    private readonly PatternIndex _roles;
    private readonly PatternIndex _keys;
    private readonly PatternIndex _resources;
    private readonly PatternIndex _actions;
    private readonly int _anyone;

    private PolicyLayer(PolicyScope scope, IReadOnlyList<CompiledPolicy> policies)
    {
        Scope = scope;
        Policies = policies;
        // Among equals the name decides.
        _enabled = [.. policies.Where(static policy => policy.Source.Enabled).OrderBy(static policy => policy.Order).ThenBy(static policy => policy.Name, StringComparer.Ordinal)];
        var (principals, resources, actions) = (new Ids(), new Ids(), new Ids());
        var triples = new Dictionary<ulong, List<int>>();
        for (var rank = 0; rank < _enabled.Length; rank++)
        {
            foreach (var triple in Triples(_enabled[rank].Source, principals, resources, actions))
            {
                (triples.TryGetValue(triple, out var ranks) ? ranks : triples[triple] = []).Add(rank);
            }
        }

        _byTriple = triples.ToDictionary(static triple => triple.Key, static triple => triple.Value.Distinct().ToArray());
        _anyone = principals.Find("*");
        _tenants = new PatternIndex(principals.Below(PrincipalKind.Tenant));
        _users = new PatternIndex(principals.Below(PrincipalKind.User));
        _roles = new PatternIndex(principals.Below(PrincipalKind.Role));
        _keys = new PatternIndex(principals.Below(PrincipalKind.Key));
        _resources = new PatternIndex(resources.Below(""));
        _actions = new PatternIndex(actions.Below(""));
        Asks = _enabled.Aggregate(AttributeGroups.None, static (asked, policy) => asked | policy.Conditions.Asks);
    }

    /// <summary>Whose policies they are.</summary>
    public PolicyScope Scope { get; }

    /// <summary>Whose attributes those ask for that count.</summary>
    internal AttributeGroups Asks { get; }

    /// <summary>All of them, those that do not count included, as they came.</summary>
    public IReadOnlyList<CompiledPolicy> Policies { get; }

    /// <summary>Compiles the policies of a scope.</summary>
    /// <exception cref="FormatException">One of them is none; the message names it. No set is better than one without it.</exception>
    public static PolicyLayer Compile(PolicyScope scope, IEnumerable<Policy> policies) => new(scope, [.. policies.Select(policy => Compile(scope, policy))]);

    /// <summary>Finds the policies that count: of those that are enforced the first, and of those in shadow mode the first that comes before it.</summary>
    internal void Find(in PolicyRequest request, in Facts facts, ref CompiledPolicy? enforced, ref CompiledPolicy? shadow)
    {
        if (_enabled.Length == 0)
        {
            return;
        }

        var principals = new IdList(stackalloc int[OnStack]);
        var resources = new IdList(stackalloc int[OnStack]);
        var actions = new IdList(stackalloc int[OnStack]);
        Collect(request, ref principals, ref resources, ref actions);
        var (first, firstShadow) = (int.MaxValue, int.MaxValue);
        foreach (var resource in resources.Ids)
        {
            foreach (var action in actions.Ids)
            {
                foreach (var principal in principals.Ids)
                {
                    if (_byTriple.TryGetValue(Triple(principal, resource, action), out var ranks))
                    {
                        Find(ranks, facts, ref first, ref firstShadow);
                    }
                }
            }
        }

        principals.Dispose();
        resources.Dispose();
        actions.Dispose();
        enforced = Sooner(enforced, first);
        shadow = Sooner(shadow, firstShadow);
    }

    private static CompiledPolicy Compile(PolicyScope scope, Policy policy)
    {
        var faults = new List<string>();
        PolicyRules.Check(policy, int.MaxValue, (place, why) => faults.Add($"{place} {why}"));
        return faults.Count == 0 ? new CompiledPolicy(policy, scope) : throw new FormatException($"The policy {policy.Name} cannot be compiled: {string.Join("; ", faults)}.");
    }

    private void Find(int[] ranks, in Facts facts, ref int first, ref int firstShadow)
    {
        foreach (var rank in ranks)
        {
            if (rank >= first)
            {
                return;
            }

            var policy = _enabled[rank];
            if ((policy.IsShadow && rank >= firstShadow) || !policy.Conditions.Hold(facts))
            {
                continue;
            }

            if (!policy.IsShadow)
            {
                first = rank;
                return;
            }

            firstShadow = rank;
        }
    }

    private void Collect(in PolicyRequest request, ref IdList principals, ref IdList resources, ref IdList actions)
    {
        if (_anyone >= 0)
        {
            principals.Add(_anyone);
        }

        Collect(_tenants, request.TenantId, ref principals);
        Collect(_users, request.UserId, ref principals);
        Collect(_roles, request.Role, ref principals);
        Collect(_keys, request.KeyId, ref principals);
        Collect(_resources, request.Resource, ref resources);
        Collect(_actions, request.Action, ref actions);
    }

    private static void Collect(PatternIndex index, string? text, ref IdList ids)
    {
        if (text is not null)
        {
            index.Collect(text, ref ids);
        }
    }

    private CompiledPolicy? Sooner(CompiledPolicy? found, int rank) =>
        rank == int.MaxValue || found?.Order <= _enabled[rank].Order ? found : _enabled[rank];

    private static IEnumerable<ulong> Triples(Policy policy, Ids principals, Ids resources, Ids actions) =>
        from principal in policy.Principals!
        from resource in policy.Resources!
        from action in policy.Actions!
        select Triple(principals.Of(principal), resources.Of(resource), actions.Of(action));

    private static ulong Triple(int principal, int resource, int action) => ((ulong)principal << (2 * IdBits)) | ((ulong)resource << IdBits) | (uint)action;

    /// <summary>Gives each distinct pattern a number.</summary>
    private sealed class Ids
    {
        private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

        public int Of(string pattern)
        {
            if (!_ids.TryGetValue(pattern, out var id))
            {
                id = _ids.Count < 1 << IdBits ? _ids.Count : throw new FormatException("The policies name more patterns than a set can have.");
                _ids.Add(pattern, id);
            }

            return id;
        }

        public int Find(string pattern) => _ids.GetValueOrDefault(pattern, -1);

        /// <summary>Those that begin with <paramref name="kind"/>, without it.</summary>
        public IEnumerable<(string Pattern, int Id)> Below(string kind) =>
            _ids.Where(id => id.Key.StartsWith(kind, StringComparison.Ordinal)).Select(id => (id.Key[kind.Length..], id.Value));
    }
}
