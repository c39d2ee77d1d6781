using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>
/// Keeps the addresses at which users have mail. One is used once its user has said the code that was sent there: so many codes a day, each good for a while, and for so many guesses.
/// </summary>
internal sealed class MailBook(TenantDb db, MailWriter writer, MailSender sender, RandomNumberGenerator random, IOptions<SmtpOptions> options, TimeProvider time)
{
    /// <summary>Digits of a code.</summary>
    public const int CodeLength = 8;

    private const int MostCodes = 5;
    private const int MostGuesses = 5;

    // Before anything is sent; the address stays what it is until that is.
    private const string Count = """
        insert into delivery_addresses as known (tenant_id, user_id, address, codes_sent, codes_since, updated_at) values ($1, $2, '', 1, $3, $3)
        on conflict (tenant_id, user_id) do update
        set codes_sent = case when known.codes_since > $4 then known.codes_sent else 0 end + 1, codes_since = case when known.codes_since > $4 then known.codes_since else $3 end
        where known.codes_since is null or known.codes_since <= $4 or known.codes_sent < $5
        """;

    private const string Keep = """
        update delivery_addresses set address = $3, verified_at = null, code_hash = $4, code_expires_at = $5, wrong_codes = 0, unsubscribed_at = null, updated_at = $6
        where tenant_id = $1 and user_id = $2
        """;

    private const string Subscribe = "update delivery_addresses set unsubscribed_at = null, updated_at = $3 where tenant_id = $1 and user_id = $2";

    private const string Verify = """
        update delivery_addresses set verified_at = $4, code_hash = null, code_expires_at = null, updated_at = $4
        where tenant_id = $1 and user_id = $2 and code_hash = $3 and code_expires_at > $4 and wrong_codes < $5
        """;

    private const string Guess = """
        update delivery_addresses set wrong_codes = wrong_codes + 1
        where tenant_id = $1 and user_id = $2 and code_hash is not null and code_expires_at > $3 and wrong_codes < $4
        returning wrong_codes
        """;

    // What was sent today stays counted.
    private const string Forget = """
        update delivery_addresses set address = '', verified_at = null, code_hash = null, code_expires_at = null, unsubscribed_at = null, updated_at = $3
        where tenant_id = $1 and user_id = $2 and address <> ''
        """;

    private static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>The user has none.</summary>
    public static Refusal NotFound { get; } = Refusals.NotFound("EMAIL_NOT_FOUND", "address");

    private static readonly Refusal NotSetUp = Refusals.Conflict(MailCodes.NotSetUp, "This installation sends no mail (Delivery:Smtp:Host).");
    private static readonly Refusal TooMany = new(StatusCodes.Status429TooManyRequests, "TOO_MANY_CODES", $"At most {MostCodes} codes are sent in a day.") { RetryAfter = TimeSpan.FromHours(1) };
    private static readonly Refusal Unavailable = Refusals.Unavailable("MAIL_UNAVAILABLE", "The code could not be sent at the moment; try again shortly.");
    private static readonly Refusal Expired = Refusals.Conflict("EMAIL_CODE_EXPIRED", "No code waits: put the address again, and another one is sent.");

    /// <summary>That of a user; null where it has none.</summary>
    public Task<MailAddress?> FindAsync(TenantContext context, CancellationToken cancellationToken) => db.QuerySingleAsync<MailAddress?>(context, MailAddress.Of(context), MailAddress.Read, cancellationToken);

    /// <summary>Sends a code to an address, and keeps it; where it is the user's already, it is subscribed again.</summary>
    public async Task<(MailAddress? Kept, Refusal? Refusal)> PutAsync(TenantContext context, string address, CancellationToken cancellationToken)
    {
        if (!options.Value.IsSetUp)
        {
            return (null, NotSetUp);
        }

        var now = time.GetUtcNow().Truncate();
        if (await FindAsync(context, cancellationToken) is { VerifiedAt: not null } known && known.Address == address)
        {
            await db.ExecuteAsync(context, Statement(Subscribe, context, now), cancellationToken);
            return (known with { UnsubscribedAt = null }, null);
        }

        if (await db.ExecuteAsync(context, Statement(Count, context, now, now - Day, MostCodes) with { IsBookkeeping = true }, cancellationToken) == 0)
        {
            return (null, TooMany);
        }

        var code = NewCode();
        var outcome = await sender.SendAsync(writer.WriteCode(address, code, CodeLasts), null, cancellationToken);
        if (outcome.Code is not null)
        {
            return (null, outcome is { Code: MailCodes.Refused, MayPass: false } ? Refusals.Invalid("address", "is refused by the mail server") : Unavailable);
        }

        var kept = new MailAddress(address, null, now + CodeLasts, null);
        await db.ExecuteAsync(context, Statement(Keep, context, address, HashOf(context, code), kept.CodeExpiresAt, now), cancellationToken);
        return (kept, null);
    }

    /// <summary>Has the address used from now on, if that is the code.</summary>
    public async Task<(MailAddress? Kept, Refusal? Refusal)> VerifyAsync(TenantContext context, string code, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().Truncate();
        if (await db.ExecuteAsync(context, Statement(Verify, context, HashOf(context, code), now, MostGuesses), cancellationToken) == 1)
        {
            return (await FindAsync(context, cancellationToken), null);
        }

        var guesses = await db.QueryAsync(context, Statement(Guess, context, now, MostGuesses) with { IsBookkeeping = true }, static row => row.GetInt32(0), cancellationToken);
        return (null, guesses is [var wrong] ? Wrong(MostGuesses - wrong) : Expired);
    }

    /// <summary>Sends nothing there any more, and forgets it; false where there is none.</summary>
    public async Task<bool> DeleteAsync(TenantContext context, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(context, Statement(Forget, context, time.GetUtcNow().Truncate()), cancellationToken) == 1;

    private static Refusal Wrong(int left) => Refusals.Conflict("EMAIL_CODE_WRONG", "That is not the code that was sent.") with { Members = new Dictionary<string, object?> { ["tries_left"] = left } };

    private string NewCode()
    {
        Span<byte> octets = stackalloc byte[sizeof(ulong)];
        random.GetBytes(octets);
        return (BitConverter.ToUInt64(octets) % 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
    }

    private static string HashOf(TenantContext context, string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{context.RequiredTenantId}\n{context.RequiredUserId}\n{code}")));

    private static Sql Statement(string text, TenantContext context, params object?[] more) => new(text, [context.RequiredTenantId, context.RequiredUserId, .. more]);
}
