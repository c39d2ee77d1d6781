namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>What whoever follows a link out of a mail sees. It says nothing of whose the mail is.</summary>
internal static class UnsubscribePage
{
    /// <summary>Asks.</summary>
    public static string Question { get; } = Page("不再接收报告邮件？ / Receive no more reports by mail?",
        "<form method=\"post\"><input type=\"hidden\" name=\"List-Unsubscribe\" value=\"One-Click\"><button>退订 / Unsubscribe</button></form>");

    /// <summary>Says that it is so.</summary>
    public static string Done { get; } = Page("已退订。 / You receive no more reports by mail.", "");

    /// <summary>The page runs and loads nothing, and its address is told nobody.</summary>
    public static void Secure(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        response.Headers.CacheControl = "no-store";
    }

    private static string Page(string title, string body) => $"""
        <!DOCTYPE html>
        <html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
        <body><p>{title}</p>{body}</body></html>

        """;
}
