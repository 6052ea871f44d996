import { check } from '../check.mjs';
import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

/** The questions of the decision tree, to an answer and back. */
export const decisionTree = {
  name: 'decision tree',
  files: { 'correct.srg.xml': example('correct.srg.xml') },
  opens: 'correct.srg.xml',

  async run({ step, page, drive }) {
    const asks = async (wanted) => {
      const question = () => drive.input.first().getAttribute('placeholder');
      await until(async () => (await question()) === wanted, question);
    };

    await step('it begins with the purpose, and names its source', async () => {
      // The palette lists its commands as they are when it opens, and those of an extension come with its start.
      await drive.statusSays('Amsterdam');
      await drive.command('SRG XML: Valt dit onder de SRG?');
      await drive.choices('Re-integratie of participatie');
      await asks('Wat is het doel?');
      await page.locator('.quick-input-title', { hasText: 'CBS-presentatie' }).waitFor();
    });

    await step('care is not SRG, and the answer says why', async () => {
      await drive.choose('Zorg, diagnose');
      const answer = await drive.choices('Nee, dit valt niet onder de SRG');
      check(answer.includes('geen re-integratie of participatie'), answer);
      return answer;
    });

    await step('one can go back', async () => {
      await page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
      await drive.choices('Zorg, diagnose');
    });

    await step('jobcoaching for one person is SRG', async () => {
      for (const choice of ['Re-integratie of participatie', 'Ja', 'Voor één persoon', 'Uit een budget voor']) {
        await drive.choose(choice);
      }
      const answer = await drive.choices('Ja, dit valt onder de SRG');
      check(answer.includes('betaalt het uit een budget voor re-integratie'), answer);
      return answer;
    });

    await step('the codes that fit are there to copy', async () => {
      await drive.choose('Ondersteuning op de werkplek');
      const codes = await drive.choices('30 · Jobcoach');
      await drive.choose('30 · Jobcoach');
      await page.locator('.statusbar').getByText('Code 30 (Jobcoach').waitFor();
      return codes;
    });
  },
};
