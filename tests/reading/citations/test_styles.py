"""Notes in the styles of other houses: OSCOLA, Chicago, APA, McGill, the United Nations, courts, the web."""

from __future__ import annotations

import pytest
from tests.reading.citations.test_sources import cite

BEFORE = "Varnia Post, A Lead, 1 May 2023, <https://lead.example/1>."

# note; publisher or author, title, date, accessed
ONE_SOURCE = [
    ("Mara Teken, *The Law of Rivers* (2nd edn, Northern Press 2014) 55.", "Mara Teken", "The Law of Rivers", "2014", None),
    ("Jon Salla, ‘Words and Blows’ in Mara Teken (ed), *Speech and War* (Northern Press 2019) 45.", "Jon Salla", "Words and Blows", "2019", None),
    ("Teken v Varnia App no 12345/07 (ECtHR, 8 July 2019) para 55.", None, "Teken v Varnia", "2019-07-08", None),
    ("Case C-300/11 Salla v Ministry of Interior, judgment of 4 June 2013, para. 12.", None, "Case C-300/11 Salla v Ministry of Interior", "2013-06-04", None),
    ("Jon Salla, ‘Minister denies plan’ *The Varnia Post* (Orvel, 3 May 2023) <https://a.example/1> accessed 4 June 2023.", "Jon Salla", "Minister denies plan", "2023-05-03", "2023-06-04"),
    ("Mara Teken, *River and Road* (Orvel: Northern Press, 2014), 45–47.", "Mara Teken", "River and Road", "2014", None),
    ("Teken, *River and Road*, 48.", "Teken", "River and Road", None, None),
    ("Jon Salla, “Minister Denies Plan,” *Varnia Post*, May 3, 2023, https://a.example/1.", "Jon Salla", "Minister Denies Plan", "2023-05-03", None),
    ("Salla, “Minister Denies Plan.”", "Salla", "Minister Denies Plan", None, None),
    ("“Governor Visits Camps,” *Varnia Post*, May 3, 2023, https://a.example/1.", "Varnia Post", "Governor Visits Camps", "2023-05-03", None),
    ("Mara Teken, ed., *Voices from the Camps* (Orvel: Northern Press, 2014), chap. 3.", "Mara Teken", "Voices from the Camps", "2014", None),
    ("Teken, M., & Salla, J. (2021, May 3). The river closes. Varnia Post. https://a.example/1", "Teken, M., & Salla, J.", "The river closes", "2021-05-03", None),
    ("Human Rights Council. (2022). Report on the camps of Orvel (A/HRC/50/12). United Nations.", "Human Rights Council", "Report on the camps of Orvel (A/HRC/50/12)", "2022", None),
    ("Mara Teken, “The Judge and the River” (2019) 14:2 Varnia LJ 120 at 125.", "Mara Teken", "The Judge and the River", "2019", None),
    ("A/HRC/50/12, para. 14.", None, None, None, None),
    ("Human Rights Council, Report of the independent expert on Varnia, A/HRC/50/12, 3 May 2022, paras. 14–16.", "Human Rights Council", "Report of the independent expert on Varnia", "2022-05-03", None),
    ("CERD, Concluding observations on the combined ninth to eleventh reports of Varnia, UN Doc. CERD/C/VAR/CO/9-11, 14 June 2022, para. 4 (c).", "CERD", "Concluding observations on the combined ninth to eleventh reports of Varnia", "2022-06-14", None),
    ("UN Human Rights Committee, General comment No. 34 (2011), para. 11.", "UN Human Rights Committee", "General comment No. 34 (2011)", "2011", None),
    ("General Assembly resolution 68/262, para. 5.", "General Assembly", "resolution 68/262", None, None),
    ("S/PV.9123, p. 4.", None, None, None, None),
    ("OHCHR, “Update on the situation in Orvel”, 3 May 2023, available at https://a.example/1 (accessed 4 June 2023).", "OHCHR", "Update on the situation in Orvel", "2023-05-03", "2023-06-04"),
    ("Letter dated 3 May 2023 from the Permanent Representative of Varnia to the United Nations addressed to the President of the Security Council (S/2023/312).", None, "Letter dated 3 May 2023 from the Permanent Representative of Varnia to the United Nations addressed to the President of the Security Council (S/2023/312)", "2023-05-03", None),
    ("Governor says camps will close, Varnia Post, 3 May 2023, https://a.example/1 (accessed 4 June 2023).", "Varnia Post", "Governor says camps will close", "2023-05-03", "2023-06-04"),
    ("Varnia Post, Governor says camps will close, https://a.example/1, accessed 4 June 2023.", "Varnia Post", "Governor says camps will close", None, "2023-06-04"),
    ("Varnia Post, “Governor says camps will close”, 2023-05-03, https://a.example/1 [accessed 2023-06-04].", "Varnia Post", "Governor says camps will close", "2023-05-03", "2023-06-04"),
    ("Varnia Post, Governor says camps will close, 03.05.2023, https://a.example/1 (last visited 04.06.2023).", "Varnia Post", "Governor says camps will close", "2023-05-03", "2023-06-04"),
    ("Varnia Post, Governor says camps will close, May 3rd, 2023, https://a.example/1 (last visited June 4, 2023).", "Varnia Post", "Governor says camps will close", "2023-05-03", "2023-06-04"),
    ("Varnia Post, Governor says camps will close (May 3, 2023), https://a.example/1 (last accessed: 4 June 2023).", "Varnia Post", "Governor says camps will close", "2023-05-03", "2023-06-04"),
    ("Varnia Post: Governor says camps will close, 3 May 2023, https://a.example/1", "Varnia Post", "Governor says camps will close", "2023-05-03", None),
    ("Varnia Post. Governor says camps will close. 3 May 2023. https://a.example/1", "Varnia Post", "Governor says camps will close", "2023-05-03", None),
    ("Varnia Post - Governor says camps will close - 3 May 2023 - https://a.example/1", "Varnia Post", "Governor says camps will close", "2023-05-03", None),
    ("Last accessed on 4 June 2023: https://a.example/1", None, None, None, "2023-06-04"),
    ("https://a.example/1 (accessed on 4 June 2023).", None, None, None, "2023-06-04"),
    ("Available at: https://a.example/1", None, None, None, None),
    ("Varnia Post, The River, 3 May 2023, https://a.example/1 (accessed 4 June 2023), archived at https://perma.cc/AB12-CD34.", "Varnia Post", "The River", "2023-05-03", "2023-06-04"),
    ("Varnia Post, The River, 3 May 2023, https://web.archive.org/web/20230504010203/https://a.example/1 (accessed 4 June 2023).", "Varnia Post", "The River", "2023-05-03", "2023-06-04"),
    ("Varnia Post, The River, 3 May 2023, https://a.example/1 [https://perma.cc/AB12-CD34].", "Varnia Post", "The River", "2023-05-03", None),
    ("Varnia Post, The River, 3 May 2023, https://a.example/1; archived: https://web.archive.org/web/20230504/https://a.example/1.", "Varnia Post", "The River", "2023-05-03", None),
    ("See Abdan, Teken and Salla v. the Republic of Varnia, 28 May 1985, § 71, Series A no. 94.", None, "Abdan, Teken and Salla v. the Republic of Varnia", "1985-05-28", None),
    ("Interview with a displaced teacher, Orvel, 3 May 2023.", None, "Interview with a displaced teacher", "2023-05-03", None),
    ("Interviews with displaced persons, teachers and nurses, May–November 2023.", None, "Interviews with displaced persons, teachers and nurses", "2023-05/2023-11", None),
    ("Telephone interview with a former detainee (name withheld), 3 May 2023.", None, "Telephone interview with a former detainee (name withheld)", "2023-05-03", None),
    ("Letter from the Ministry of Justice to Varnia Monitor, 3 May 2023, on file with the secretariat.", None, "Letter from the Ministry of Justice to Varnia Monitor", "2023-05-03", None),
    ("Email from the Office of the Prosecutor, 3 May 2023 (on file with the authors).", None, "Email from the Office of the Prosecutor", "2023-05-03", None),
    ("Witness statement W-14, 3 May 2023.", None, "Witness statement W-14", "2023-05-03", None),
    ("@mteken, Twitter, 3 May 2023, https://twitter.com/mteken/status/1 (accessed 4 June 2023).", "@mteken", None, "2023-05-03", "2023-06-04"),
    ("Mara Teken (@mteken), X post, 3 May 2023, https://x.com/mteken/status/1.", "Mara Teken (@mteken)", None, "2023-05-03", None),
    ("Mara Teken (@mteken), “The river is ours”, X, 3 May 2023, https://x.com/mteken/status/1.", "Mara Teken (@mteken)", "The river is ours", "2023-05-03", None),
    ("Ministry of Defence of Varnia, Telegram post, 3 May 2023, https://t.me/modvar/12.", "Ministry of Defence of Varnia", None, "2023-05-03", None),
    ("Governor of Orvel on Telegram, 3 May 2023, https://t.me/gov/12.", "Governor of Orvel", None, "2023-05-03", None),
    ("Orvel TV, “Address of the Governor”, YouTube video, 12:34–13:10, 3 May 2023, https://youtu.be/abc.", "Orvel TV", "Address of the Governor", "2023-05-03", None),
    ("Новости Орвеля, Губернатор закрыл лагеря, 3 мая 2023, https://a.example/1 (accessed on 4 June 2023).", "Новости Орвеля", "Губернатор закрыл лагеря", "2023-05-03", "2023-06-04"),
    ("Le Courrier d’Orvel, « Le gouverneur ferme les camps », 3 mai 2023, https://a.example/1 (accessed on 4 June 2023).", "Le Courrier d’Orvel", "Le gouverneur ferme les camps", "2023-05-03", "2023-06-04"),
    ("Diario de Orvel, El gobernador cierra los campos, 3 de mayo de 2023, https://a.example/1 (accessed on 4 June 2023).", "Diario de Orvel", "El gobernador cierra los campos", "2023-05-03", "2023-06-04"),
    ("Varnia Teachers Foundation, Orvel Mothers' Assembly, Free Harbour Centre, Doctors on Foot NGO, The Closed Wards: Visitors' Report, March 2021, https://a.example/1.", "Varnia Teachers Foundation, Orvel Mothers' Assembly, Free Harbour Centre, Doctors on Foot NGO", "The Closed Wards: Visitors' Report", "2021-03", None),
    ("Teken, Mara, The Making of the Dykes, Vol. II: Clay and Stone. University of Orvel Press, 1958.", "Teken, Mara", "The Making of the Dykes, Vol. II: Clay and Stone", "1958", None),
    ("Mara Teken, Songs of the Dyke Builders of 1902, Halma 3 (7) 2009, pp. 41-58.", "Mara Teken", "Songs of the Dyke Builders of 1902", "2009", None),
    ("Council of Europe, Fifth Report Presented by Varnia in Accordance with Article 15, Paragraph 2 of the Languages Charter, MINLANG/PR/V(2011) 003, 9 May 2011, https://a.example/1.", "Council of Europe", "Fifth Report Presented by Varnia in Accordance with Article 15, Paragraph 2 of the Languages Charter", "2011-05-09", None),
    ("Rights Centre of Orvel, The Eviction Diaries Second Volume: Marra October 2021, https://a.example/1.", "Rights Centre of Orvel", "The Eviction Diaries Second Volume: Marra", "2021-10", None),
    ("Körpü, bənd də su altında qalıb – REPORTAJ, 3 May 2023, https://a.example/1.", None, "Körpü, bənd də su altında qalıb – REPORTAJ", "2023-05-03", None),
    ("Amnesty International, “Nobody Left to Ask”: Disappearances in Orvel, Index: EUR 12/3456/2023, May 2023, p. 12.", "Amnesty International", "“Nobody Left to Ask”: Disappearances in Orvel", "2023-05", None),
    ("Human Rights Watch, *World Report 2023: Varnia*, https://a.example/1, accessed 3 May 2023.", "Human Rights Watch", "World Report 2023: Varnia", None, "2023-05-03"),
    ("UN News, ‘Orvel: camps must close, says rights chief’, 3 May 2023, available from https://a.example/1.", "UN News", "Orvel: camps must close, says rights chief", "2023-05-03", None),
    ("UN Security Council, 9123rd meeting, S/PV.9123, 3 May 2023, p. 4 (Varnia).", "UN Security Council", "9123rd meeting", "2023-05-03", None),
    ("Report of the Secretary-General on the situation in Varnia, S/2023/312, 3 May 2023, para. 12.", None, "Report of the Secretary-General on the situation in Varnia", "2023-05-03", None),
    ("Committee against Torture, Concluding observations: Varnia, CAT/C/VAR/CO/4 (2022), paras. 12 and 13.", "Committee against Torture", "Concluding observations: Varnia", "2022", None),
    ("ECtHR, *Teken and Others v. Varnia*, application no. 12345/07, judgment of 8 July 2019, § 45.", "ECtHR", "Teken and Others v. Varnia", "2019-07-08", None),
    ("Inter-American Court of Human Rights, Case of the Teken Sisters v. Varnia. Merits, Reparations and Costs. Judgment of July 3, 2004. Series C No. 109, para. 12.", "Inter-American Court of Human Rights", "Case of the Teken Sisters v. Varnia. Merits, Reparations and Costs", "2004-07-03", None),
    ("Prosecutor v. Teken, Case No. IT-98-1-T, Judgment, 3 May 2004, para. 12.", None, "Prosecutor v. Teken", "2004-05-03", None),
    ("Constitution of Varnia, article 12.", None, "Constitution of Varnia", None, None),
    ("Criminal Code of Varnia, art. 123 (2).", None, "Criminal Code of Varnia", None, None),
    ("International Covenant on Civil and Political Rights, 16 December 1966, 999 UNTS 171, art. 20.", None, "International Covenant on Civil and Political Rights", "1966-12-16", None),
    ("Presidential Decree No. 123 of 3 May 2023.", None, "Presidential Decree No. 123 of 3 May 2023", "2023-05-03", None),
    ("Ministry of Culture of Varnia (@culturevar), Tweet, 3 May 2023, https://twitter.com/culturevar/status/1, archived at: https://archive.ph/abc.", "Ministry of Culture of Varnia (@culturevar)", None, "2023-05-03", None),
    ("Orvel Live (Telegram), 3 May 2023, https://t.me/orvel/1.", "Orvel Live (Telegram)", None, "2023-05-03", None),
    ("Planet Labs, satellite image of Orvel, 3 May 2023.", "Planet Labs", "satellite image of Orvel", "2023-05-03", None),
    ("Interview no. 14, 3 May 2023.", None, "Interview no. 14", "2023-05-03", None),
    ("Focus group with displaced women, Marra, June 2023.", None, "Focus group with displaced women", "2023-06", None),
    ("Submission by the Orvel Bar Association to the Committee, 3 May 2023, on file with the authors.", None, "Submission by the Orvel Bar Association to the Committee", "2023-05-03", None),
    ("Response of the Government of Varnia to the list of issues, 3 May 2023.", None, "Response of the Government of Varnia to the list of issues", "2023-05-03", None),
    ("For more details, see https://a.example/1 (accessed on 4 June 2023).", None, None, None, "2023-06-04"),
    ("*Varnia Post*, ‘Arrests in Orvel’, 3.5.2023, https://a.example/1 (Accessed: 4.6.2023).", "Varnia Post", "Arrests in Orvel", "2023-05-03", "2023-06-04"),
    ("M. Teken, ‘Naming the River’, Journal of River Studies, vol. 12, no. 3 (2021), pp. 45-67.", "M. Teken", "Naming the River", "2021", None),
    ("Mara Teken & Jon Salla, *River and Road*, Northern Press, Orvel 2014, p. 45.", "Mara Teken & Jon Salla", "River and Road", "2014", None),
    ("BBC News, Varnia: What is happening in Orvel?, 3 May 2023, https://a.example/1", "BBC News", "Varnia: What is happening in Orvel?", "2023-05-03", None),
    ("Reuters, “Varnia's leader says: ‘We will return’,” May 3, 2023. https://a.example/1 (last visited May 4, 2023)", "Reuters", "Varnia's leader says: ‘We will return’", "2023-05-03", "2023-05-04"),
    ("OSCE Parliamentary Assembly, Resolution on the Situation in Varnia, Orvel Declaration, 3 May 2023, paras 3-4.", "OSCE Parliamentary Assembly", "Resolution on the Situation in Varnia, Orvel Declaration", "2023-05-03", None),
    ("Varnia Post, Arrests in Orvel, 3 May 2023, <https://a.example/1>, (accessed: 4 June 2023).", "Varnia Post", "Arrests in Orvel", "2023-05-03", "2023-06-04"),
    ("Varnia Post, Arrests in Orvel, 3 May 2023 https://a.example/1 (accessed on June 4, 2023)", "Varnia Post", "Arrests in Orvel", "2023-05-03", "2023-06-04"),
    ("Varnia Post, Arrests in Orvel, 3 May 2023, a.example/1, last checked 4 June 2023.", "Varnia Post", "Arrests in Orvel", "2023-05-03", "2023-06-04"),
    ("Source: Varnia Post, 3 May 2023.", "Varnia Post", None, "2023-05-03", None),
    ("Cited in: Jon Salla, Words and Blows, Northern Press, 2019, p. 4.", "Jon Salla", "Words and Blows", "2019", None),
    ("Human Rights Watch interview with Mara T., Orvel, May 3, 2023.", None, "Human Rights Watch interview with Mara T.", "2023-05-03", None),
    ("Varnia Monitor telephone interview with a lawyer, May 3, 2023.", None, "Varnia Monitor telephone interview with a lawyer", "2023-05-03", None),
    ("See, e.g., “Shelling Resumes in Orvel,” Varnia Post, May 3, 2023, https://a.example/1 (accessed June 4, 2023).", "Varnia Post", "Shelling Resumes in Orvel", "2023-05-03", "2023-06-04"),
    ("Jon Salla, “Shelling Resumes in Orvel,” Varnia Post, May 3, 2023, https://a.example/1 (accessed June 4, 2023).", "Jon Salla", "Shelling Resumes in Orvel", "2023-05-03", "2023-06-04"),
    ("Rome Statute of the International Criminal Court, art. 7(1)(d).", None, "Rome Statute of the International Criminal Court", None, None),
    ("Rome Statute, art. 8(2)(a)(i).", None, "Rome Statute", None, None),
    ("Fourth Geneva Convention, art. 49.", None, "Fourth Geneva Convention", None, None),
    ("ICC, The Prosecutor v. Teken, ICC-01/04-01/06, Judgment, 14 March 2012, para. 5.", "ICC", "The Prosecutor v. Teken", "2012-03-14", None),
    ("UNITAR-UNOSAT, Orvel Damage Assessment, 3 May 2023, https://a.example/1 (accessed 4 June 2023).", "UNITAR-UNOSAT", "Orvel Damage Assessment", "2023-05-03", "2023-06-04"),
    ("OCHA, ‘Varnia: Flash Update #12’, 3 May 2023.", "OCHA", "Varnia: Flash Update #12", "2023-05-03", None),
    ("OCHA, Varnia: Flash Update No. 12, 3 May 2023.", "OCHA", "Varnia: Flash Update No. 12", "2023-05-03", None),
    ("WHO, Health Cluster Bulletin, May 2023, p. 3.", "WHO", "Health Cluster Bulletin", "2023-05", None),
    ("Statement of the Ministry of Foreign Affairs of Varnia, 3 May 2023, https://a.example/1 (accessed on 4 June 2023).", None, "Statement of the Ministry of Foreign Affairs of Varnia", "2023-05-03", "2023-06-04"),
    ("Ministry of Foreign Affairs of Varnia, No. 123/23, Statement on the anniversary of the flood, 3 May 2023, https://a.example/1.", "Ministry of Foreign Affairs of Varnia", "No. 123/23, Statement on the anniversary of the flood", "2023-05-03", None),
    ("Press Service of the President of Varnia, The President received the Ambassador, 3 May 2023.", "Press Service of the President of Varnia", "The President received the Ambassador", "2023-05-03", None),
    ("Orvel TV, Evening News, 3 May 2023, 21:00, https://a.example/1, 12:34.", "Orvel TV", "Evening News", "2023-05-03", None),
    ("Mara Teken, Facebook, 3 May 2023, https://facebook.com/x.", "Mara Teken", None, "2023-05-03", None),
    ("Varnia Post, ‘The Mayor’s Reply’, 3 May 2023, https://a.example/1.", "Varnia Post", "The Mayor’s Reply", "2023-05-03", None),
    ("Varnia Post, Mayor: “We will not leave”, 3 May 2023, https://a.example/1.", "Varnia Post", "Mayor: “We will not leave”", "2023-05-03", None),
    ("Varnia Post, 2,000 people left Orvel, 3 May 2023, https://a.example/1.", "Varnia Post", "2,000 people left Orvel", "2023-05-03", None),
    ("Varnia Post, Orvel, one year on, 3 May 2023, https://a.example/1.", "Varnia Post", "Orvel, one year on", "2023-05-03", None),
    ("Varnia Post, What happened on 3 May 2022 in Orvel?, 3 May 2023, https://a.example/1.", "Varnia Post", "What happened on 3 May 2022 in Orvel?", "2023-05-03", None),
    ("Varnia Post, The War of 2020, 3 May 2023, https://a.example/1.", "Varnia Post", "The War of 2020", "2023-05-03", None),
    ("US Department of State, 2023 Country Reports on Human Rights Practices: Varnia, https://a.example/1 (accessed on 4 June 2023).", "US Department of State", "2023 Country Reports on Human Rights Practices: Varnia", None, "2023-06-04"),
    ("Freedom House, Nations in Transit 2023: Varnia, 2023, https://a.example/1.", "Freedom House", "Nations in Transit 2023: Varnia", "2023", None),
    ("Reply of the company to the Panel, 3 May 2023.", None, "Reply of the company to the Panel", "2023-05-03", None),
    ("See generally A/HRC/50/12.", None, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("note", "publisher", "title", "date", "accessed"), ONE_SOURCE)
def test_a_citation_of_another_house_is_taken_apart(
    note: str, publisher: str | None, title: str | None, date: str | None, accessed: str | None
) -> None:
    (citation,) = cite(note)
    assert citation.kind == "citation"
    (source,) = citation.sources
    assert (source.publisher, source.title) == (publisher, title)
    assert (source.date, source.accessed) == (date, accessed)


# note; how many sources
SEVERAL = [
    ("See A/HRC/50/12, A/HRC/51/3 and A/77/246.", 3),
    ("Varnia Post, Camps close; thousands flee, 3 May 2023, https://a.example/1; Radio North, Bridge falls; two dead, 4 May 2023, https://b.example/2.", 2),
    ("Human Rights Watch, “Nowhere to Go; Nowhere to Hide”, 3 May 2023, pp. 4–5; Amnesty International, *The Wall*, June 2023.", 2),
    ("Teken v. Varnia, no. 12345/07, §§ 4-5, 8 July 2019; Salla v. Varnia [GC], no. 2345/08, § 6, ECHR 2011; and Orvel and Others v. Varnia (dec.), no. 3456/09, 3 May 2012.", 3),
    ("Varnia Post, Arrests in Orvel, 3 May 2023, https://a.example/1 (accessed on 4 June 2023); see also Radio North, Bridge closed, 4 May 2023, https://b.example/2 (accessed on 4 June 2023).", 2),
    ("Varnia Post, “Arrests in Orvel,” 3 May 2023; Radio North, “Bridge Closed,” 4 May 2023.", 2),
    ("A/HRC/40/CRP.2, para. 4; A/HRC/41/3, paras. 5–7.", 2),
    ("Cf. Teken, River War, 12–14; Salla, Words, 20.", 2),
    ("Varnia Post, The River; part two, 3 May 2023, https://a.example/1; Radio North, Dam, 4 May 2023, https://b.example/1, accessed 5 May 2023.", 2),
]  # fmt: skip


@pytest.mark.parametrize(("note", "count"), SEVERAL)
def test_sources_are_counted(note: str, count: int) -> None:
    (citation,) = cite(note)
    assert (citation.kind, len(citation.sources)) == ("citation", count)


# note that reaches back to the first; how many sources it adds
BACK = [
    ("Ibid., § 12.", 0),
    ("Ibid., at 45.", 0),
    ("Id. at 45.", 0),
    ("Ibid., p. 4; Varnia Post, The River, 3 May 2023, https://a.example/1.", 1),
    ("Supra note 1, at 12.", 0),
    ("Teken (n 1) 55.", 0),
    ("Teken, River and Road (note 1 above), p. 4.", 0),
    ("See supra n. 1.", 0),
    ("*Ibid.*", 0),
    ("ibid 120.", 0),
    ("See footnote 1.", 0),
    ("Loc. cit.", 0),
    ("Op. cit., note 1, p. 3.", 0),
    ("Ibid., paras. 12–14 and 20.", 0),
    ("Ibid., pp. 12–13, 15.", 0),
    ("Ibid; see also A/HRC/50/12, para. 3.", 1),
    ("Supra, note 1.", 0),
    ("See note 1, above.", 0),
    ("Human Rights Watch, *World Report*, supra note 1, p. 5.", 0),
    ("Same as note 1.", 0),
    ("As above.", 0),
    ("Idem, p. 4.", 0),
    ("Ibid., para. 5 and fn. 3.", 0),
    ("Ibid. See also Varnia Post, The River, 3 May 2023, https://a.example/1.", 1),
    ("Id.", 0),
    ("See above note 1 and accompanying text.", 0),
]  # fmt: skip


@pytest.mark.parametrize(("note", "added"), BACK)
def test_a_note_reaches_back(note: str, added: int) -> None:
    citation = cite(BEFORE, note)[1]
    assert (citation.kind, citation.resolves_to, len(citation.sources)) == ("ibid", 1, added)


# Notes that cite nothing: cross-references, lists of names, sentences.
OWN_WORDS = [
    "See paragraph 45 above.",
    "See paras. 12–14 below.",
    "See section III above.",
    "See annex 4.",
    "See above, para. 12.",
    "Paragraph 30 of the judgment.",
    "The names of the witnesses are withheld for their safety.",
    "Teachers, nurses, drivers and members of the village council.",
    "This section rests on interviews with forty residents, May–November 2023.",
    "The mission counted 18 raids between 2 February and 12 May.",
    "Orvel, Marra, Tessin and the camps north of the river.",
    "On file with the secretariat.",
    "For the relevance of choice, see paragraphs 7-9 of the judgment.",
    "See also section 3.2 below.",
    "See Chapter IV.",
    "All figures are those of the ministry.",
    "Names changed.",
    "Emphasis added.",
    "Translation by the authors.",
    "1 hectare equals 10,000 square metres.",
    "Also known as Tessin.",
    "Article 12 of the Criminal Code punishes “public insult of the State” with up to three years in prison.",
    "The term “returnee” is used as in the law of 2019.",
    "These are: Orvel (12), Marra (9) and Tessin (4).",
    "Six of them were released in June 2023.",
    "In 2019, the population was 24,000.",
    "Including two children.",
    "This figure does not include those who left before 3 May 2023.",
    "As of 3 May 2023.",
    "The Panel wrote to the company on 3 May 2023 and received no reply.",
    "See also para. 12 above and annex II.",
]  # fmt: skip


@pytest.mark.parametrize("note", OWN_WORDS)
def test_a_note_in_its_own_words_cites_nothing(note: str) -> None:
    (citation,) = cite(note)
    assert (citation.kind, citation.sources) == ("explanatory", ())


# note that says something and cites on its way; the title cited
BOTH = [
    ("The court has held that the ban was unlawful (see Teken v. Varnia, no. 12345/07, § 12, 8 July 2019).", "Teken v. Varnia"),
    ("The ministry denied this. See Varnia Post, The River, 3 May 2023, https://a.example/1.", "The River"),
    ("See Varnia Post, The River, 3 May 2023, https://a.example/1. The ministry denied this the next day.", "The River"),
    ("According to the ministry, 24 people were detained. See Varnia Post, Arrests in Orvel, 3 May 2023, https://a.example/1 (accessed on 4 June 2023).", "Arrests in Orvel"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "title"), BOTH)
def test_a_note_that_says_something_and_cites(note: str, title: str) -> None:
    (citation,) = cite(note)
    assert citation.kind == "explanatory"
    assert [source.title for source in citation.sources] == [title]


# language of the report, note; publisher, title, date, accessed
LANGUAGES = [
    ("fr", "Le Monde des Rivières, « L’armée entre à Orvel », 3 mai 2023, https://a.example/1 (consulté le 4 juin 2023).", "Le Monde des Rivières", "L’armée entre à Orvel", "2023-05-03", "2023-06-04"),
    ("ru", "Министерство обороны Варнии, О положении в Орвеле, 3 мая 2023 г., https://a.example/1 (дата обращения: 4 июня 2023 г.).", "Министерство обороны Варнии", "О положении в Орвеле", "2023-05-03", "2023-06-04"),
    ("es", "Cfr. Asunto Teken y otros. Medidas Provisionales respecto de Varnia. Resolución de la Corte de 3 de mayo de 2006, Considerando quinto.", None, "Asunto Teken y otros. Medidas Provisionales respecto de Varnia", "2006-05-03", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "note", "publisher", "title", "date", "accessed"), LANGUAGES)
def test_notes_of_reports_in_other_languages(
    language: str, note: str, publisher: str | None, title: str, date: str, accessed: str | None
) -> None:
    (citation,) = cite(note, language=language)
    (source,) = citation.sources
    assert (source.publisher, source.title) == (publisher, title)
    assert (source.date, source.accessed) == (date, accessed)


def test_matters_of_one_court_are_parted_at_and() -> None:
    note = (
        "Cfr. Asunto Teken y otros. Medidas Provisionales respecto de Varnia. Resolución de la Corte de 3 de mayo "
        "de 2006, Considerando quinto, y Caso Salla Vs. Varnia. Fondo. Sentencia de 4 de junio de 2007. Serie C "
        "No. 140, párr. 5."
    )
    (citation,) = cite(note, language="es")
    assert [source.date for source in citation.sources] == ["2006-05-03", "2007-06-04"]


def test_cases_cited_in_brackets_within_a_sentence_are_sources() -> None:
    (citation,) = cite(
        "The Court has applied the test to pensions (Abdan v. Varnia [GC], no. 12345/07, § 5, ECHR 2010; and "
        "Salla and Others v. Varnia, no. 2345/08, 3 May 2012) and it was never applied to wages."
    )
    assert citation.kind == "explanatory"
    assert [s.title for s in citation.sources] == ["Abdan v. Varnia [GC]", "Salla and Others v. Varnia"]


# note, what it means by note 1 or 2 ("Teken, The River War" and "Abdan v. Varnia"), pinpoint
WORKS = [
    ("Teken, op. cit., p. 45.", 1, "p. 45"),
    ("See Abdan, cited above, § 7.", 2, "§ 7"),
    ("Abdan v. Varnia, cited above.", 2, None),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "pinpoint"), WORKS)
def test_a_work_cited_again_by_its_author_or_parties(note: str, target: int, pinpoint: str | None) -> None:
    first = "Mara Teken, *The River War* (Orvel: Northern Press, 2014), 12."
    second = "Abdan v. Varnia, no. 1234/05, § 3, 2 May 2007."
    citation = cite(first, second, note)[2]
    assert (citation.kind, citation.resolves_to, citation.pinpoint) == ("ibid", target, pinpoint)


# Titles that go on: after a resolution's number, over a line's end in italics, with its order, with years.
TITLES = [
    ("PACE, Resolution 1846 (2011) on the upkeep of the river dykes, 3 May 2011, https://a.example/1.", "Resolution 1846 (2011) on the upkeep of the river dykes"),
    ("ICJ, Varnia v. Orvania, Request for Provisional Measures, Order of 3 May 2023, 4 May 2023, https://a.example/1.", "Varnia v. Orvania, Request for Provisional Measures, Order of 3 May 2023"),
    ("OHCHR, *Schools in the* *River Valley, May 2023*, 4 June 2023.", "Schools in the River Valley, May 2023"),
    ("Imperial Census Office, Das Volk des oberen Tals nach der Zählung von 1878, 1881, https://a.example/1.", "Das Volk des oberen Tals nach der Zählung von 1878"),
    ("Rights Centre of Orvel, Songs on Trial, reports for 2017, 2018, 2019, https://a.example/1.", "Songs on Trial, reports for 2017, 2018, 2019"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "title"), TITLES)
def test_where_a_title_ends(note: str, title: str) -> None:
    (citation,) = cite(note)
    assert [source.title for source in citation.sources] == [title]


def test_a_sentence_before_the_citation_is_no_publisher() -> None:
    (citation,) = cite(
        "The readers in use in Orvel call the flood “a natural event”. Two Banks Initiative, Twelve Readers Compared, "
        "3 May 2023, https://a.example/1."
    )
    assert citation.kind == "explanatory"
    assert [source.publisher for source in citation.sources] == ["Two Banks Initiative"]
