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
