using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>Makes the requests of a trial, at random from a seed, over every route that was found.</summary>
internal sealed class AttemptMaker
{
    // The gateway compares these with the credential, and takes no notice of those.
    private static readonly string[] ComparedHeaders = ["X-Tenant-ID", "X_Tenant_ID", "x-tenant-id"];
    private static readonly string[] OtherHeaders = ["X-Tenant", "Tenant-Id", "Tenant", "X-Org-Id", "X-Account-Id", "X-User-ID", "X-Forwarded-Tenant", "X-Original-Tenant", "X-Auth-Tenant"];

    private static readonly string[] QueryNames = ["tenant_id", "tenant", "org_id", "account_id"];

    private readonly Estates _estates;
    private readonly TenantContextCodec _codec = TestContexts.Codec();
    private readonly List<Route> _all;
    private readonly List<Route> _reads;
    private readonly List<Route> _named;
    private readonly List<Route> _lists;
    private readonly List<Route> _bodies;
    private readonly List<Route> _operators;
    private readonly List<Route> _internal;
    private readonly List<(int UpTo, Func<Random, Attempt?> Make)> _kinds = [];

    public AttemptMaker(Estates estates, IReadOnlyList<Route> routes)
    {
        _estates = estates;
        _all = [.. routes.Where(static route => route.Service != "gateway")];
        _internal = [.. routes.Where(static route => route.IsInternal)];
        _operators = [.. routes.Where(static route => route.Operation.Access == Access.Operator && route.Method == "GET")];
        // A link is for whoever has it, and a socket has frames.
        var members = routes.Where(static route => route.Operation.Access is Access.User or Access.Member or Access.Admin or Access.Manager or Access.Caller).ToList();
        _reads = [.. members.Where(static route => route.Method == "GET")];
        _named = [.. members.Where(static route => route.Parameters.Any(parameter => Places.IsOwned(route, parameter)))];
        _lists = [.. _reads.Where(static route => route.Queries.Contains("cursor") && route.Parameters.Count == 0)];
        _bodies = [.. members.Where(route => BodyMembers(route, estates.All[0]).Count > 0)];
        Add(230, random => Owner(Pick(_reads, random), random));
        Add(20, OwnerWrites);
        Add(400, Path);
        Add(80, Query);
        Add(40, Cursor);
        Add(60, Body);
        Add(70, Header);
        Add(50, Forged);
        Add(40, AtModule);
        Add(5, Idempotency);
        Add(10, random => Closed("operator", _operators, random));
        Add(5, random => Closed("internal", _internal, random));
    }

    /// <summary>How many routes there are to try.</summary>
    public int Routes => _named.Union(_reads).Union(_operators).Union(_internal).Count();

    public Attempt Make(Random random)
    {
        while (true)
        {
            var at = random.Next(_kinds[^1].UpTo);
            if (_kinds.First(kind => at < kind.UpTo).Make(random) is { } attempt)
            {
                return attempt;
            }
        }
    }

    /// <summary>Everything that each tenant can read of its own, once.</summary>
    public IEnumerable<Attempt> Owned() =>
        from estate in _estates.All
        from role in new[] { "user", "token", "admin" }
        from route in _reads
        select Owner(route, estate, role);

    private void Add(int weight, Func<Random, Attempt?> make) => _kinds.Add(((_kinds.Count > 0 ? _kinds[^1].UpTo : 0) + weight, make));

    private Attempt Owner(Route route, Random random) => Owner(route, Pick(_estates.All, random), RoleFor(route, random));

    private static Attempt Owner(Route route, Estate estate, string role) => new(Attempt.Owners, route, estate, role, OwnPath(route, estate)) { IsOwn = true };

    private Attempt? OwnerWrites(Random random)
    {
        var estate = Pick(_estates.All, random);
        var what = random.Next(10);
        return what switch
        {
            < 2 => Write("POST", "/chat", ($$"""{"message":"notify me: {{estate.Canary}}"}""", MediaTypes.Json)),
            < 5 => Write("PATCH", "/sessions/{session_id}", ($$"""{"title":"{{estate.Canary}}"}""", MediaTypes.Json)),
            _ => Write("PUT", "/workspace/files/{path}", ($"{estate.Canary} {random.Next(1000)}", MediaTypes.Text)),
        };

        Attempt? Write(string verb, string path, (string, string) body) => _all.Find(route => route.Method == verb && route.Path == path) is { } route
            ? Owner(route, estate, "user") with { Body = body }
            : throw new InvalidOperationException($"There is no {verb} {path} any more.");
    }

    private Attempt? Path(Random random)
    {
        var (route, (caller, victim)) = (Pick(_named, random), Two(random));
        var owned = route.Parameters.Where(parameter => Places.IsOwned(route, parameter)).ToList();
        var foreign = owned.Where(_ => random.Next(2) == 0).ToList();
        if (foreign.Count == 0)
        {
            foreign.Add(Pick(owned, random));
        }

        // Whoever puts something under a name has it.
        return route.Method == "PUT" && foreign is ["name"] ? null : With("path", route, caller, RoleFor(route, random), foreign.ToDictionary(static name => name, name => Places.Of(route, name, victim)), []);
    }

    private Attempt AtModule(Random random)
    {
        while (true)
        {
            if (Path(random) is not { } attempt || attempt.Route.Service == "gateway")
            {
                continue;
            }

            var context = attempt.Role == "admin" ? TestContexts.Admin(attempt.Caller.TenantId) : TestContexts.User(Estate.UserId, attempt.Caller.TenantId);
            return Asked(attempt) with { Missing = attempt.Missing is { } missing ? Asked(missing) : null };

            Attempt Asked(Attempt one) => one with { Kind = "module", Door = one.Route.Service, Context = _codec.ForCall(context, one.Route.Service) };
        }
    }

    private Attempt Forged(Random random)
    {
        var (route, (caller, victim)) = (Pick(_all, random), Two(random));
        return new Attempt("forged", route, caller, "nobody", OwnPath(route, victim))
        {
            Door = route.Service,
            Context = Forgery.Of(victim, route.Operation.Access is Access.Admin or Access.Manager, random),
            Headers = random.Next(2) == 0 ? [] : [(TenantHeaders.TenantId, victim.TenantId)],
            Sent = Values(route, victim),
            Body = BodyOf(route, []),
            Only = StatusCodes.Status401Unauthorized,
        };
    }

    private Attempt Query(Random random)
    {
        var (route, (caller, victim)) = (Pick(_reads, random), Two(random));
        var foreign = route.Queries.Where(victim.Ids.ContainsKey).Where(_ => random.Next(2) == 0).ToDictionary(static name => name, name => victim.Ids[name]);
        if (foreign.Count == 0 || random.Next(3) == 0)
        {
            foreign[Pick(QueryNames, random)] = victim.TenantId;
        }

        return With("query", route, caller, RoleFor(route, random), [], foreign);
    }

    private Attempt? Cursor(Random random)
    {
        var (route, (caller, victim)) = (Pick(_lists, random), Two(random));
        return victim.Cursors.TryGetValue(route.Path, out var cursor)
            ? Owner(route, caller, RoleFor(route, random)) with { Kind = "cursor", IsOwn = false, Path = $"{OwnPath(route, caller)}{Joint(route)}cursor={cursor}&limit={random.Next(1, 200)}", Sent = [cursor] }
            : null;
    }

    private Attempt Body(Random random)
    {
        var (route, (caller, victim)) = (Pick(_bodies, random), Two(random));
        return With("body", route, caller, RoleFor(route, random), [], [], BodyMembers(route, victim));
    }

    private Attempt Header(Random random)
    {
        var (route, (caller, victim)) = (Pick(random.Next(2) == 0 ? _lists : _reads, random), Two(random));
        var isCompared = random.Next(4) == 0;
        var context = Forgery.Of(victim, random.Next(2) == 0, random);
        List<(string, string)> headers = [.. (isCompared ? [Pick(ComparedHeaders, random)] : random.GetItems(OtherHeaders, 3).Distinct()).Select(name => (name, victim.TenantId))];
        if (random.Next(3) == 0)
        {
            headers.Add((TenantHeaders.Context, context));
        }

        return Owner(route, caller, RoleFor(route, random)) with { Kind = "header", IsOwn = !isCompared, Headers = headers, Sent = [victim.TenantId, context] };
    }

    private Attempt Idempotency(Random random)
    {
        var route = _all.Find(static route => route is { Method: "POST", Path: "/reports" }) ?? throw new InvalidOperationException("Reports are asked for elsewhere now.");
        return Owner(route, Pick(_estates.All, random), "user") with
        {
            Kind = "idempotency", IsOwn = false, Headers = [("Idempotency-Key", Estate.IdempotencyKey)], Body = ("""{"report_type":"daily"}""", MediaTypes.Json),
        };
    }

    private Attempt Closed(string kind, List<Route> routes, Random random)
    {
        var (route, (caller, victim)) = (Pick(routes, random), Two(random));
        return new Attempt(kind, route, caller, Pick(["user", "token", "admin"], random), OwnPath(route, victim)) { Sent = Values(route, victim), Body = BodyOf(route, []), IsRefused = true };
    }

    // What is foreign, and the same with what nothing has.
    private static Attempt With(string kind, Route route, Estate caller, string role, Dictionary<string, string> path, Dictionary<string, string> query, Dictionary<string, string>? body = null)
    {
        return Build(static value => value) with { Missing = Build(Places.Missing) };

        Attempt Build(Func<string, string> change)
        {
            var sent = path.Concat(query).Concat(body ?? []).Select(static pair => pair.Value).Distinct().ToDictionary(static value => value, change);
            var address = route.Fill(parameter => path.TryGetValue(parameter, out var foreign) ? sent[foreign] : Places.Of(route, parameter, caller));
            address = query.Aggregate($"{address}{Required(route)}", (text, pair) => $"{text}{(text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{pair.Key}={sent[pair.Value]}");
            return new Attempt(kind, route, caller, role, address)
            {
                Sent = [.. sent.Values], Body = BodyOf(route, (body ?? []).ToDictionary(static pair => pair.Key, pair => sent[pair.Value])),
            };
        }
    }

    private static (string, string)? BodyOf(Route route, Dictionary<string, string> members)
    {
        if (route is { BodySchema: null, BodyType: null })
        {
            return null;
        }

        if (route.BodyType is { } type && !type.Contains("json", StringComparison.Ordinal))
        {
            return ("text", MediaTypes.Text);
        }

        var body = Bodies.Build(route.BodySchema!);
        foreach (var (name, value) in members)
        {
            body[name] = value;
        }

        return (body.ToJsonString(), MediaTypes.Json);
    }

    // Ids in a body; a name or a user is the caller's to choose.
    private static Dictionary<string, string> BodyMembers(Route route, Estate victim) => (route.BodySchema?["properties"]?.AsObject() ?? [])
        .Where(member => victim.Ids.TryGetValue(member.Key, out var id) && Guid.TryParse(id, out _)).ToDictionary(static member => member.Key, member => victim.Ids[member.Key]);

    private static string OwnPath(Route route, Estate estate) => $"{route.Fill(parameter => Places.Of(route, parameter, estate))}{Required(route)}";

    private static string Required(Route route) => route.Queries.Contains("q") ? "?q=canary" : "";

    private static char Joint(Route route) => Required(route).Length > 0 ? '&' : '?';

    private static List<string> Values(Route route, Estate victim) => [.. route.Parameters.Select(parameter => Places.Of(route, parameter, victim)), victim.TenantId];

    private static string RoleFor(Route route, Random random) => (route.Operation.Access, random.Next(10)) switch
    {
        (Access.Admin or Access.Manager, > 0) => "admin",
        (Access.User, > 0) => random.Next(3) == 0 ? "token" : "user",
        _ => Pick(["user", "token", "admin"], random),
    };

    private (Estate Caller, Estate Victim) Two(Random random)
    {
        var caller = random.Next(_estates.All.Count);
        return (_estates.All[caller], _estates.All[(caller + random.Next(1, _estates.All.Count)) % _estates.All.Count]);
    }

    private static T Pick<T>(IReadOnlyList<T> from, Random random) => from[random.Next(from.Count)];
}
