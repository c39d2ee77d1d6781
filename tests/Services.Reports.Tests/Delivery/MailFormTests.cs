using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MimeKit;
using Nanobot.Services.Reports.Printing;
using Nanobot.Testing.Mail;

namespace Nanobot.Services.Reports.Tests.Delivery;

/// <summary>In which form a mail tells of a report is what its user's preference says.</summary>
public sealed class MailFormTests
{
    [Theory]
    [InlineData(null, "text/plain")]
    [InlineData("markdown", "text/plain")]
    [InlineData("html", "multipart/alternative(text/plain,text/html)")]
    [InlineData("pdf", "multipart/mixed(multipart/alternative(text/plain,text/html),application/pdf)")]
    public async Task The_form_that_its_user_wants_decides_what_a_mail_is(string? format, string shape)
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(services => services.Replace(ServiceDescriptor.Singleton<IPagePrinter>(new Sized(1000))), [.. mail.Settings, new("Reports:Pdf:Browser", "/bin/sh")]);
        var ada = host.User(["email"], format: format);
        await host.OwnAsync(mail, ada);
        var report = await host.MakeAsync(ada);
        await host.DeliverAsync();

        Assert.Equal("email sent", await host.StandAsync(ada, report));
        Assert.Equal(shape, Shape(mail.Taken.Last().Body!));
    }

    [Theory]
    [InlineData(5 * 1024 * 1024, null)]
    [InlineData((5 * 1024 * 1024) + 1, "PDF_TOO_LARGE")]
    [InlineData(-1, "PDF_FAILED")]
    public async Task A_mail_whose_pdf_is_too_large_or_not_to_be_had_is_sent_without_it_and_says_so(int size, string? code)
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(services => services.Replace(ServiceDescriptor.Singleton<IPagePrinter>(new Sized(size))), [.. mail.Settings, new("Reports:Pdf:Browser", "/bin/sh")]);
        var ada = host.User(["email"], format: "pdf");
        await host.OwnAsync(mail, ada);
        var report = await host.MakeAsync(ada);
        await host.DeliverAsync();

        Assert.Equal($"email sent {code}".TrimEnd(), await host.StandAsync(ada, report));
        Assert.Equal(code is null ? 1 : 0, mail.Taken.Last().Attachments.Count());
        if (code is null)
        {
            Assert.EndsWith(".pdf", mail.Taken.Last().Attachments.Single().ContentDisposition!.FileName, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_nothing_prints_the_page_goes_alone()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost([.. mail.Settings, new("Reports:Pdf:Browser", ""), new("Reports:Pdf:Font", "")]);
        var ada = host.User(["email"], format: "pdf");
        await host.OwnAsync(mail, ada);
        var report = await host.MakeAsync(ada);
        await host.DeliverAsync();

        Assert.Equal("email sent PDF_UNAVAILABLE", await host.StandAsync(ada, report));
        Assert.Equal("multipart/alternative(text/plain,text/html)", Shape(mail.Taken.Last().Body!));
    }

    private static string Shape(MimeEntity part) => part is Multipart parts ? $"{part.ContentType.MimeType}({string.Join(',', parts.Select(Shape))})" : part.ContentType.MimeType;

    /// <summary>Prints so many octets; fails at less than none.</summary>
    private sealed class Sized(int size) : IPagePrinter
    {
        public Task<byte[]> PrintAsync(string html, CancellationToken cancellationToken) =>
            size < 0 ? Task.FromException<byte[]>(new PrintFailedException(new IOException())) : Task.FromResult(new byte[size]);
    }
}
