namespace Nanobot.Contracts.Operations;

public static partial class Operations
{
    /// <summary>The gateway's own.</summary>
    public static class Gateway
    {
        /// <summary>The module's name.</summary>
        public const string Module = "gateway";

        private static readonly ModuleOperations Table = new(Module);

        /// <summary><c>GET /health</c>.</summary>
        public static Operation GetHealth { get; } = Table.Get("health.get", "GetHealth", "/health", Access.Anonymous);

        /// <summary><c>GET /alive</c>.</summary>
        public static Operation GetLiveness { get; } = Table.Get("health.alive", "GetLiveness", "/alive", Access.Anonymous);

        /// <summary><c>GET /health/contract</c>: what this process says of itself.</summary>
        public static Operation GetContract { get; } = Table.Get("health.contract", "GetContract", "/health/contract", Access.Operator);

        /// <summary><c>GET /health/instances</c>: what every process of every module says of itself.</summary>
        public static Operation GetInstances { get; } = Table.Get("health.instances", "GetInstances", "/health/instances", Access.Operator);

        /// <summary><c>GET /api/super-agent/architecture/multitenant-plan</c>.</summary>
        public static Operation GetPlan { get; } = Table.Get("architecture.plan", "GetPlan", "/api/super-agent/architecture/multitenant-plan", Access.Operator);

        /// <summary><c>GET /api/super-agent/architecture/service-boundaries</c>.</summary>
        public static Operation GetBoundaries { get; } = Table.Get("architecture.boundaries", "GetBoundaries", "/api/super-agent/architecture/service-boundaries", Access.Operator);

        /// <summary><c>GET /api/super-agent/architecture/evolution-phases</c>.</summary>
        public static Operation GetPhases { get; } = Table.Get("architecture.phases", "GetPhases", "/api/super-agent/architecture/evolution-phases", Access.Operator);

        /// <summary><c>POST /users/{user_id}/tokens</c>.</summary>
        public static Operation IssueToken { get; } = Table.Post("users.tokens.create", "IssueToken", "/users/{user_id}/tokens", Access.Member);

        /// <summary><c>DELETE /users/{user_id}/tokens</c>.</summary>
        public static Operation RevokeTokens { get; } = Table.Delete("users.tokens.revoke", "RevokeTokens", "/users/{user_id}/tokens", Access.Member);

        /// <summary><c>GET /limits</c>.</summary>
        public static Operation GetLimits { get; } = Table.Get("limits.get", "GetLimits", "/limits", Access.Member);

        /// <summary><c>GET /limits/explain</c>.</summary>
        public static Operation ExplainLimits { get; } = Table.Get("limits.explain", "ExplainLimits", "/limits/explain", Access.Member);

        /// <summary><c>GET /ws</c>: a socket, whose hello brings the credential.</summary>
        public static Operation OpenSocket { get; } = Table.Get("sockets.open", "OpenSocket", "/ws", Access.Anonymous, []);

        /// <summary><c>GET /events</c>: what happens to the caller, as it happens.</summary>
        public static Operation StreamEvents { get; } = Table.Get("events.stream", "StreamEvents", "/events", Access.Member, MediaTypes.EventStream);

        /// <summary>All of the module's.</summary>
        public static IReadOnlyList<Operation> All => Table.All;
    }
}
