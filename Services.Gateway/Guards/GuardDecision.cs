using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>What a guard says: that the call may go on, or why not.</summary>
internal abstract record GuardDecision
{
    private GuardDecision()
    {
    }

    /// <summary>The call may go on.</summary>
    public static GuardDecision Allow { get; } = new Allowed();

    /// <summary>The refusal; null where the call may go on.</summary>
    public virtual Refuse? Refusal => null;

    /// <summary>The call may not go on.</summary>
    /// <param name="Answer">Status, code and what to do.</param>
    /// <param name="Guard">Name of the guard.</param>
    public sealed record Refuse(Refusal Answer, string Guard) : GuardDecision
    {
        /// <inheritdoc/>
        public override Refuse? Refusal => this;

        /// <summary>Stable code for programs.</summary>
        public string Code => Answer.Code;

        /// <summary>What <c>WWW-Authenticate</c> says; null for nothing.</summary>
        public string? Challenge { get; init; }

        /// <summary>Whether it is for how the tenant stands, and not for the credential or the call.</summary>
        public bool IsOfTenant { get; init; }

        /// <summary>How much there is in all; null where nothing is counted.</summary>
        public long? Limit { get; private init; }

        /// <summary>How much of it is used.</summary>
        public long? Used { get; private init; }

        /// <summary>When there is some again.</summary>
        public DateTimeOffset? ResetsAt { get; private init; }

        /// <summary>How long to wait; after it a call succeeds, and a second sooner it does not.</summary>
        public TimeSpan? RetryAfter => Answer.RetryAfter;

        /// <summary>The same refusal until the other one is over as well, which is told where that is later: before then trying again is no use.</summary>
        public Refuse Until(Refuse other)
        {
            if (RetryAfter is not { } retryAfter || other.RetryAfter <= retryAfter)
            {
                return this;
            }

            var members = new Dictionary<string, object?>(Answer.Members!) { ["resets_at"] = other.ResetsAt };
            members["longest"] = new { guard = other.Guard, quota = other.Answer.Members!["quota"], owner = other.Answer.Members["owner"] };
            return this with { Answer = Answer with { RetryAfter = other.RetryAfter, Members = members }, ResetsAt = other.ResetsAt };
        }

        /// <summary>A refusal for want of something that is counted; its document says of what, whose, how much, and when there is some again.</summary>
        public static Refuse Counted(string code, string guard, string quota, string owner, string detail, long limit, long used, DateTimeOffset now, TimeSpan wait)
        {
            // Where nothing is allowed, waiting is no help.
            var (retryAfter, resetsAt) = limit > 0 ? (wait, now + wait) : ((TimeSpan?)null, (DateTimeOffset?)null);
            return new(new Refusal(StatusCodes.Status429TooManyRequests, code, detail)
            {
                RetryAfter = retryAfter,
                Members = new Dictionary<string, object?>
                {
                    ["guard"] = guard,
                    ["quota"] = quota,
                    ["owner"] = owner,
                    ["limit"] = limit,
                    ["used"] = used,
                    ["resets_at"] = resetsAt,
                },
            }, guard)
            {
                Limit = limit,
                Used = used,
                ResetsAt = resetsAt,
            };
        }
    }

    private sealed record Allowed : GuardDecision;
}
